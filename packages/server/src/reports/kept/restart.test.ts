import fc from 'fast-check'
import { expect, it } from 'vitest'
import { iso, NOON, send } from '../../decisions/workspace.case.ts'
import { openStore } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'
import { saveReports } from '../prepare.ts'
import { boss, DAY, history, openAt } from './history.case.ts'
import { reports } from './reports.case.ts'

/** Runs `work` with the store of a server that starts anew on the same data. */
async function restarted<T>({ database }: Store, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database.location)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The same store, where nobody can read all accounts, and who would work out anything anew finds nothing. */
function withoutAll(store: Store): Store {
  const { crowd, results } = store
  return { ...store, crowd: { ...crowd, stands: { ...crowd.stands, page: async () => [] } }, results: { ...results, page: async () => [] } }
}

const turns = history.chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    saves: fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length }),
    takes: fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length }),
  }),
)

it('says after a start what it said before, byte for byte, whenever it kept what it remembers', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(turns, async ({ steps, saves, takes }) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const [place, step] of steps.entries()) {
        await step(open, clock)
        const before = await reports(store, clock.now)
        if (saves[place]) await saveReports(store)
        await restarted(store, async (next) => {
          expect(await reports(next, clock.now)).toBe(before)
          if (takes[place]) await saveReports(next)
        })
      }
    }),
    { numRuns: 12 },
  )
})

it('takes up what was kept instead of reading all accounts, and reads those that something was told of since', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  for (const account of ['acme', 'globex']) {
    await send(open, { type: 'group', userId: `boss-${account}`, groupId: account, traits: { name: account } })
    const properties = { campaign: 'exporting', version: 1, arm: 'treated', decision: 'd', place: 'top' }
    await send(open, { type: 'track', event: 'espalier:shown', timestamp: iso(NOON), ...boss(account), properties })
  }
  const before = await reports(store, NOON)
  const recalled = () => restarted(store, (next) => reports(withoutAll(next), NOON))
  expect(await recalled()).not.toBe(before)
  await saveReports(store)
  expect(await recalled()).toBe(before)

  await send(open, { type: 'track', event: 'Report Exported', timestamp: iso(NOON), ...boss('acme') })
  const after = await reports(store, NOON)
  expect(after).not.toBe(before)
  expect(await recalled()).toBe(after)
  // What was kept is older now: who did not look into the log would say what was said before.
  const deaf = (next: Store): Store => ({
    ...next,
    results: { ...next.results, named: async () => new Set() },
    crowd: { ...next.crowd, stands: { ...next.crowd.stands, stirred: async (position) => ({ ids: new Set(), position, events: 0 }) } },
  })
  expect(await restarted(store, (next) => reports(deaf(next), NOON))).not.toBe(after)
})

it('works everything out anew where what was kept is of other settings, of other code, broken, or of a time that is still to come', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const { db } = store.database
  await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'acme' } })
  const kept = async (now: number) => {
    await reports(store, now)
    await saveReports(store)
  }
  const isTakenUp = async (now = NOON) => {
    const whole = await restarted(store, (next) => reports(next, now))
    return (await restarted(store, (next) => reports(withoutAll(next), now))) === whole
  }
  await kept(NOON)
  expect(await isTakenUp()).toBe(true)

  await open.call('PUT', '/v1/settings', { holdout: 0, cancelQuietDays: 5 })
  expect(await isTakenUp()).toBe(false)
  await kept(NOON)
  expect(await isTakenUp()).toBe(true)

  const { told } = await db.selectFrom('snapshot').select('told').where('kind', '=', 'accounts').executeTakeFirstOrThrow()
  const tell = (text: string | null) => db.updateTable('snapshot').set({ told: text }).where('kind', '=', 'accounts').execute()
  await tell(told?.replace(/"edition":"[^"]*"/, '"edition":"another"') ?? null)
  expect(await isTakenUp()).toBe(false)
  await tell(null)
  expect(await isTakenUp()).toBe(false)
  await tell(told)
  expect(await isTakenUp()).toBe(true)

  const { body } = await db.selectFrom('snapshot_part').select('body').where('kind', '=', 'accounts').executeTakeFirstOrThrow()
  await db
    .updateTable('snapshot_part')
    .set({ body: body.slice(0, 40) })
    .where('kind', '=', 'accounts')
    .execute()
  expect(await isTakenUp()).toBe(false)
  await db.updateTable('snapshot_part').set({ body }).where('kind', '=', 'accounts').execute()
  expect(await isTakenUp()).toBe(true)

  expect(await isTakenUp(NOON - DAY)).toBe(false)
})
