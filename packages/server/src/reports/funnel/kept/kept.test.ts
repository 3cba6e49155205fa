import { funnelQuestion, type FunnelReport } from '@espalier/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iso, NOON, send } from '../../../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../../../open-app.case.ts'
import { rebuild } from '../../../rebuild/rebuild.ts'
import { openStore } from '../../../store/open.ts'
import type { Store } from '../../../store/store.ts'
import { byHand } from '../by-hand.case.ts'
import { funnelReport } from '../funnel.ts'
import { followTracks } from './follow.ts'
import { keptUntil, KIND, readTold, segmentPart } from './told.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Something that happens to a workspace, and what becomes of the columns meanwhile. */
type Step = (open: OpenApp, clock: { now: number }) => Promise<unknown>
let made = 0

const names = ['A', 'B', 'C']
const who = fc.constantFrom<object[]>(
  { userId: 'mari' },
  { userId: 'ken' },
  { userId: 'ana', context: { groupId: 'acme' } },
  { userId: 'mari', context: { groupId: 'acme' } },
  { anonymousId: 'v1' },
  { anonymousId: 'v2' },
  { anonymousId: 'v2', context: { groupId: 'v1' } },
)
const one = fc.record({ who, event: fc.constantFrom(...names, 'D'), ago: fc.integer({ min: 0, max: 30 }), twice: fc.boolean() })
const track = fc.array(one, { minLength: 1, maxLength: 8 }).map((all): Step => async (open, { now }) => {
  for (const { who: by, event, ago, twice } of all) {
    const told = { type: 'track', event, messageId: `m${(made += 1)}`, timestamp: iso(now - ago * 6 * HOUR), properties: { ago }, ...by }
    await send(open, told, { type: 'page', name: 'A', ...by }, ...(twice ? [told] : []))
  }
})
const join = fc.tuple(fc.constantFrom('v1', 'v2'), fc.constantFrom('mari', 'ken'), fc.boolean()).map(
  ([visitor, user, alias]): Step =>
    (open) =>
      send(open, alias ? { type: 'alias', previousId: visitor, userId: user } : { type: 'identify', anonymousId: visitor, userId: user }),
)
const erase = fc.constantFrom('/v1/users/mari', '/v1/users/ken', '/v1/accounts/acme').map(
  (path): Step =>
    (open) =>
      open.call('DELETE', path),
)
const wait = fc.integer({ min: 1, max: 100 }).map((hours): Step => async (_, clock) => {
  clock.now += hours * HOUR
})
const size = fc.integer({ min: 1, max: 9 })
const follow = size.map(
  (many): Step =>
    ({ deps }) =>
      followTracks(deps.store, many),
)
const restart = size.map((many): Step => async ({ deps }) => {
  const next = await openStore(deps.store.database.location)
  await followTracks(next, many).finally(() => next.close())
})
const again = fc.constant<Step>(({ deps }) => rebuild(deps.store))

const history = fc.array(
  fc.oneof(
    { arbitrary: track, weight: 4 },
    { arbitrary: join, weight: 2 },
    erase,
    wait,
    { arbitrary: follow, weight: 3 },
    { arbitrary: restart, weight: 2 },
    again,
  ),
  { minLength: 3, maxLength: 14 },
)

const questions = [
  { steps: ['A', 'B'], by: 'account' },
  { steps: ['A', 'B', 'C'], by: 'user', windowDays: 2 },
  { steps: ['A', 'A', 'B'], by: 'account', windowDays: 1, from: -5 * DAY },
  { steps: ['B', 'C', 'A', 'B'], by: 'user', from: -6 * DAY, to: -3 * DAY },
] as const
const questionOf = (
  at: number,
  { steps, by, windowDays, from, to }: (typeof questions)[number] & { windowDays?: number; from?: number; to?: number },
) =>
  funnelQuestion.parse({
    steps: steps.map((event) => ({ event })),
    by,
    ...(windowDays !== undefined && { windowDays }),
    ...(from !== undefined && { from: iso(at + from) }),
    ...(to !== undefined && { to: iso(at + to) }),
  })

async function reports(store: Store, now: number): Promise<string> {
  const all = []
  for (const question of questions) all.push(await funnelReport(store, questionOf(now, question), now))
  return JSON.stringify(all)
}

/** What they have to say, by the rows of the log. */
async function reached({ database: { db } }: Store, now: number): Promise<number[][]> {
  const columns = ['name', 'person_id', 'account_id', 'at'] as const
  const log = await db.selectFrom('event').select(columns).where('type', '=', 'track').orderBy('position').execute()
  const rows = log.toSorted((row, other) => row.at - other.at)
  const aliases = await db.selectFrom('alias').selectAll().execute()
  const known = new Map(aliases.map(({ anonymous_id: visitor, person_id: person }) => [visitor, person]))
  return questions.map((question) => {
    const { by, windowDays, ...asked } = questionOf(now, question)
    const to = asked.to === undefined ? now : Date.parse(asked.to)
    const from = asked.from === undefined ? to - 30 * DAY : Date.parse(asked.from)
    const course = { windowMs: windowDays * DAY, from, to }
    const fitsOf = (name: string) => asked.steps.reduce((sum, { event }, step) => sum + (event === name ? 1 << step : 0), 0)
    const theirs = Map.groupBy(rows, (row) => {
      const id = by === 'user' ? row.person_id : row.account_id
      return known.get(id) ?? id
    })
    const steps = [...theirs].map(([id, own]) => {
      const done = own.map(({ name, at }) => ({ at, fits: fitsOf(name) })).filter(({ fits }) => fits > 0)
      return id === '' ? 0 : byHand(done, asked.steps.length, course)
    })
    return asked.steps.map((_, step) => steps.filter((one) => one > step).length)
  })
}

/** The same store where nothing is kept. */
const bare = (store: Store): Store => ({ ...store, snapshots: { ...store.snapshots, head: async () => undefined } })

describe('the columns of funnels', () => {
  it(
    'say byte for byte what the log says, whatever comes late, twice, of visitors or of people who are erased',
    { timeout: 120_000 },
    async () => {
      let used = 0
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          const clock = { now: NOON }
          await using open = await openApp({ clock: () => clock.now })
          const { store } = open.deps
          for (const step of steps) {
            await step(open, clock)
            if (await readTold(store)) used += 1
            const said = await reports(store, clock.now)
            expect(said).toBe(await reports(bare(store), clock.now))
            const counts = (JSON.parse(said) as FunnelReport[]).map((report) => report.steps.map((one) => one.reached))
            expect(counts).toEqual(await reached(store, clock.now))
          }
        }),
        { numRuns: 40 },
      )
      expect(used).toBeGreaterThan(20)
    },
  )

  it('spare the log what they have, for the whole of it and for a period', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    const at = (day: number, event: string) => ({ type: 'track', event, userId: 'mari', timestamp: iso(NOON - day * DAY) })
    for (let day = 20; day > 0; day--) await send(open, at(day, 'A'), at(day, 'B'))
    await followTracks(store, 4)
    const told = await readTold(store)
    expect(told?.segments).toHaveLength(10)
    await send(open, at(0, 'C'))
    const ranges: [number, number][] = []
    const watched: Store = {
      ...store,
      funnel: {
        ...store.funnel,
        occurrences: (asked) => {
          ranges.push([asked.after, asked.until])
          return store.funnel.occurrences(asked)
        },
      },
    }
    expect(await reports(watched, NOON)).toBe(await reports(bare(store), NOON))
    const until = keptUntil(told ?? { segments: [] })
    expect(ranges.length).toBeGreaterThan(0)
    expect(ranges.every(([after]) => after >= until)).toBe(true)
    // Conditions look at properties, which are in no column.
    const where = funnelQuestion.parse({ steps: [{ event: 'A', where: { rows: 1 } }, { event: 'B' }] })
    await funnelReport(watched, where, NOON)
    expect(ranges.at(-1)?.[0]).toBeLessThan(until)
  })

  it('leave out with the log what can only have been dated later, by billing for example', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    const dated = (user: string, receivedAt: number) =>
      ['A', 'B'].map((name) => {
        const event = { id: `${user}-${name}`, type: 'track' as const, name, person: user, account: user, at: NOON - 70 * DAY, receivedAt }
        return { ...event, seq: 0, properties: {}, context: {} }
      })
    await store.events.append([...dated('a', NOON - 70 * DAY), ...dated('b', NOON - 70 * DAY), ...dated('c', NOON - 70 * DAY)])
    await store.events.append([...dated('d', NOON), ...dated('e', NOON)])
    await followTracks(store, 4)
    const question = funnelQuestion.parse({
      steps: [{ event: 'A' }, { event: 'B' }],
      from: iso(NOON - 80 * DAY),
      to: iso(NOON - 60 * DAY),
      windowDays: 1,
    })
    const said = await funnelReport(store, question, NOON)
    expect(said.steps.map((step) => step.reached)).toEqual([3, 3])
    expect(said).toEqual(await funnelReport(bare(store), question, NOON))
  })

  it('would be wrong without what came since, and without who visitors turned out to be', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    await send(open, { type: 'track', event: 'A', anonymousId: 'v1', timestamp: iso(NOON - HOUR) })
    await followTracks(store, 1)
    await send(
      open,
      { type: 'identify', anonymousId: 'v1', userId: 'mari' },
      { type: 'track', event: 'B', userId: 'mari', timestamp: iso(NOON) },
    )
    const come = async (funnel: Partial<Store['funnel']>) => {
      const question = funnelQuestion.parse({ steps: [{ event: 'A' }, { event: 'B' }], by: 'user' })
      const { steps } = await funnelReport({ ...store, funnel: { ...store.funnel, ...funnel } }, question, NOON + 1)
      return steps.map((step) => step.reached)
    }
    expect(await come({})).toEqual([1, 1])
    expect(await come({ visitors: async () => [] })).toEqual([1, 0])
    expect(await come({ occurrences: async () => ({ ids: new Uint8Array(), times: [], names: [], properties: [] }) })).toEqual([1, 0])
  })

  it('hold nothing of who was erased, and begin anew', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    await send(open, ...names.map((event) => ({ type: 'track', event, userId: 'mari-the-first', timestamp: iso(NOON) })))
    await followTracks(store, 1)
    const holds = async () => (await store.snapshots.parts(KIND, -1, 100)).some(({ body }) => Buffer.from(body).includes('mari-the-first'))
    const before = await readTold(store)
    expect(await holds()).toBe(true)
    await open.call('DELETE', '/v1/users/mari-the-first')
    expect([await holds(), await readTold(store)]).toEqual([false, undefined])
    await followTracks(store, 1)
    const after = await readTold(store)
    expect([await holds(), after?.segments.length]).toEqual([false, 3])
    expect(after?.build).not.toBe(before?.build)
  })

  it('are left where somebody is erased while they are read, and where they are broken', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    const users = ['mari', 'ken']
    await send(open, ...users.flatMap((userId) => names.map((event) => ({ type: 'track', event, userId, timestamp: iso(NOON - HOUR) }))))
    await followTracks(store, 2)
    const wanted = await reports(bare(store), NOON)
    const { db } = store.database
    await db
      .updateTable('snapshot_part')
      .set({ body: new Uint8Array(9) })
      .where('kind', '=', KIND)
      .where('part', '>', 1000)
      .execute()
    expect(await reports(store, NOON)).toBe(wanted)
    let erased = 0
    const meanwhile: Store = {
      ...store,
      snapshots: {
        ...store.snapshots,
        parts: async (kind, after, limit) => {
          // Its segments come after the directory.
          if (after >= segmentPart(0) - 1 && (erased += 1) === 1) await open.call('DELETE', '/v1/users/ken')
          return store.snapshots.parts(kind, after, limit)
        },
      },
    }
    await store.transaction(({ snapshots }) => snapshots.take(KIND, 'nobody'))
    await store.transaction((inner) => inner.rebuild.clear())
    await rebuild(store)
    await followTracks(store, 2)
    expect(await reports(meanwhile, NOON)).toBe(wanted)
    expect([erased, await readTold(store)]).toEqual([1, undefined])
  })

  it('are written by the server that began last', async () => {
    await using open = await openApp({ clock: () => NOON })
    const { store } = open.deps
    const more = () => send(open, ...names.map((event) => ({ type: 'track', event, userId: 'mari', timestamp: iso(NOON) })))
    const kept = async () => (await readTold(store))?.segments.length
    await more()
    await followTracks(store, 1)
    const next = await openStore(store.database.location)
    try {
      await more()
      await followTracks(next, 1)
      expect(await kept()).toBe(6)
      await more()
      await followTracks(store, 1)
      expect(await kept()).toBe(6)
      await followTracks(next, 1)
      expect(await kept()).toBe(9)
      expect(await reports(store, NOON)).toBe(await reports(bare(store), NOON))
    } finally {
      await next.close()
    }
  })
})
