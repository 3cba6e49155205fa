import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadCredits } from '../attribution/load-credits.ts'
import { NOON, send } from '../decisions/workspace.case.ts'
import { boss, DAY, history, openAt } from '../reports/kept/history.case.ts'
import type { Store } from '../store/store.ts'
import { allCredits } from './credits.ts'
import { figuresOf, type Figures } from './figures.ts'
import { figuresInSql } from './figures-in-sql.case.ts'
import { resultsOf } from './memory.ts'
import { Results } from './results.ts'
import { rulesOf } from './rules.ts'

const quarterKey = (one: object) => JSON.stringify(one)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** What is remembered, and what the database says of the same. */
async function both(store: Store, results: Results): Promise<[unknown, unknown]> {
  const remembered: unknown[] = []
  const asked: unknown[] = []
  for (const { id, definition } of await store.campaigns.live()) {
    const inOrder = ({ quarters, ...others }: Figures) => ({ id, ...others, quarters: quarters.map(quarterKey).toSorted() })
    remembered.push(inOrder(figuresOf(results, id)))
    asked.push(inOrder(await figuresInSql(store, { campaign: id, goal: definition.goal })))
  }
  remembered.push(allCredits(results))
  asked.push((await loadCredits(store, {})).credits)
  return [plain(remembered), plain(asked)]
}

it('says what the database says, whatever comes late, twice, or turns out to be about somebody else', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const step of steps) {
        await step(open, clock)
        const [remembered, asked] = await both(store, await resultsOf(store))
        expect(remembered).toEqual(asked)
      }
    }),
    { numRuns: 15 },
  )
})

it('counts those who turn out to have been there when their account met a campaign', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const people = async () => figuresOf(await resultsOf(open.deps.store), 'exporting').people.map((one) => [one.people, one.succeeded])
  const track = (event: string, days: number, who: object) =>
    send(open, { type: 'track', event, timestamp: new Date(NOON + days * DAY).toISOString(), ...who })
  const context = { groupId: 'acme' }
  const properties = { campaign: 'exporting', version: 1, arm: 'treated', decision: 'd', place: 'top' }
  await track('espalier:shown', -5, { ...boss('acme'), properties })
  await track('Report Exported', -4, { userId: 'newcomer', context })
  expect(await people()).toEqual([[1, 0]])
  await track('Other', -6, { userId: 'colleague', context })
  expect(await people()).toEqual([[2, 0]])
  await track('Other', -7, { anonymousId: 'guest', context })
  await track('Report Exported', -3, { anonymousId: 'guest', context })
  expect(await people()).toEqual([[3, 1]])
  await send(open, { type: 'identify', anonymousId: 'guest', userId: 'colleague', timestamp: new Date(NOON).toISOString() })
  expect(await people()).toEqual([[2, 1]])
  await track('Report Exported', -1, boss('acme'))
  await track('Report Exported', -1, boss('acme'))
  expect(await people()).toEqual([[2, 2]])
})

it('would be wrong if it did not follow marks, or events that are goals', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const rules = await rulesOf(store)
  const deafTo = (change: Partial<Store['results']>) => new Results({ ...store, results: { ...store.results, ...change } }, rules)
  const [following, markless, eventless] = [
    new Results(store, rules),
    deafTo({ marked: async () => [] }),
    deafTo({ named: async () => new Set() }),
  ]
  const all = [following, markless, eventless]
  const converted = async () => {
    for (const one of all) await one.follow()
    return all.map((one) => figuresOf(one, 'exporting').arms.map((arm) => [arm.accounts, arm.converted]))
  }
  await converted()
  const properties = { campaign: 'exporting', version: 1, arm: 'treated', decision: 'd', place: 'top' }
  const at = new Date(NOON - DAY).toISOString()
  await send(open, { type: 'track', event: 'espalier:shown', timestamp: at, ...boss('acme'), properties })
  expect(await converted()).toEqual([[[1, 0]], [[1, 0]], [[1, 0]]])
  await send(open, { type: 'track', event: 'espalier:exposure', timestamp: at, ...boss('globex'), properties })
  expect(await converted()).toEqual([[[2, 0]], [[1, 0]], [[2, 0]]])
  await send(open, { type: 'track', event: 'Report Exported', timestamp: new Date(NOON).toISOString(), ...boss('acme') })
  expect(await converted()).toEqual([[[2, 1]], [[1, 1]], [[2, 0]]])
})
