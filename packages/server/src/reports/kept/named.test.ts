import fc from 'fast-check'
import { expect, it } from 'vitest'
import { iso, NOON, send } from '../../decisions/workspace.case.ts'
import type { Store } from '../../store/store.ts'
import { boss, DAY, HOUR, openAt } from './history.case.ts'
import { namedEvents } from './named.ts'

const touch = (at: number, feature: string, messageId?: string) => ({
  type: 'track',
  event: 'espalier:locked',
  timestamp: iso(at),
  ...boss('acme'),
  properties: { feature },
  ...(messageId !== undefined && { messageId }),
})
const asked = { from: NOON - 3 * DAY, to: NOON + 1, now: NOON, reach: 3 * DAY }
const isRead = (store: Store) => store.crowd.stands.named('espalier:locked', asked.from, asked.to)

it('says what the database says and in its order, whatever comes late, twice or at one moment', { timeout: 60_000 }, async () => {
  const step = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.stringMatching(/^[a-z]{2,6}$/)), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      await using open = await openAt({ now: NOON })
      const { store } = open.deps
      for (const touches of steps) {
        // Half a day apart: some are older than what is remembered.
        await send(open, ...touches.map(([ago, id]) => touch(NOON - ago * 12 * HOUR, id, id)))
        expect((await namedEvents(store, 'espalier:locked', asked)).events).toEqual(await isRead(store))
      }
    }),
    { numRuns: 15 },
  )
})

it('reads what it remembers from the log alone, and goes to the database for what is older', async () => {
  await using open = await openAt({ now: NOON })
  const { store } = open.deps
  await send(open, touch(NOON - DAY, 'analytics'), touch(NOON - 5 * DAY, 'sharing'))
  const features = async (from: Store, question = asked) =>
    (await namedEvents(from, 'espalier:locked', question)).events.map(({ properties }) => properties['feature'])
  expect(await features(store)).toEqual(['analytics'])
  expect(await features(store, { ...asked, from: NOON - 6 * DAY })).toEqual(['sharing', 'analytics'])
  await send(open, touch(NOON - HOUR, 'export'))
  expect(await features(store)).toEqual(['analytics', 'export'])

  const { version } = (await namedEvents(store, 'espalier:locked', asked)).all ?? {}
  expect((await namedEvents(store, 'espalier:locked', asked)).all?.version).toBe(version)
  await send(open, { type: 'identify', anonymousId: 'visitor', userId: 'mari', timestamp: iso(NOON) })
  expect((await namedEvents(store, 'espalier:locked', asked)).all?.version).not.toBe(version)
})

it('would miss what comes if it did not look into the log', async () => {
  await using open = await openAt({ now: NOON })
  const { store } = open.deps
  const nothing = async (_: string, position: number) => ({ events: [], joins: false, position })
  const deaf: Store = { ...store, crowd: { ...store.crowd, stands: { ...store.crowd.stands, namedSince: nothing } } }
  expect((await namedEvents(deaf, 'espalier:locked', asked)).events).toEqual([])
  await send(open, touch(NOON - HOUR, 'export'))
  expect((await namedEvents(deaf, 'espalier:locked', asked)).events).toEqual([])
  expect(await isRead(store)).toHaveLength(1)
})
