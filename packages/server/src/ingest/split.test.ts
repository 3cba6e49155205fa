import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CATALOG, iso, NOON, offer, openWorkspace, question } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { acceptEvent, type IncomingEvent } from './accept.ts'
import { applyEvents } from './apply.ts'

const DAY = 86_400_000
const users = fc.constantFrom('mari', 'ken')
const visitors = fc.constantFrom('v1', 'v2')
const accounts = fc.constantFrom('acme', 'beta')
const who = fc.oneof(
  users.map((userId) => ({ userId })),
  visitors.map((anonymousId) => ({ anonymousId })),
)
const traits = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, 2, null), { noNullPrototype: true })
const where = fc.option(
  accounts.map((groupId) => ({ context: { groupId } })),
  { nil: {} },
)
const told = fc.record({
  event: fc.constantFrom('espalier:exposure', 'espalier:shown', 'espalier:accepted', 'espalier:engaged'),
  properties: fc.constantFrom({ campaign: 'offer', version: 1 }, { campaign: 'nps', version: 1 }, { campaign: 'nps', version: 9 }),
})
const answers = fc.record({
  event: fc.constant('espalier:answered'),
  properties: fc.integer({ min: 0, max: 10 }).map((score) => ({ campaign: 'nps', version: 1, score })),
})
const reports = fc.record({
  event: fc.constant('espalier:usage'),
  properties: fc.integer({ min: 0, max: 9 }).map((used) => ({ feature: 'seats', used })),
})
const body = fc.oneof(
  fc.tuple(fc.record({ type: fc.constant('track'), event: fc.constantFrom('Report Exported', 'Search') }), who, where),
  fc.tuple(fc.oneof(told, answers, reports), fc.constant({ type: 'track' }), who, where),
  fc.tuple(fc.record({ type: fc.constant('identify'), userId: users, anonymousId: fc.option(visitors, { nil: undefined }), traits })),
  fc.tuple(fc.record({ type: fc.constant('identify'), anonymousId: visitors, traits })),
  fc.tuple(fc.record({ type: fc.constant('alias'), userId: users, previousId: visitors })),
  fc.tuple(
    who,
    fc.record({ type: fc.constant('group'), groupId: accounts, traits: fc.constantFrom({ plan: 'team' }, { plan: 'free' }, { size: 3 }) }),
  ),
)
const events = fc.array(
  fc.tuple(body, fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 30 })).map(([parts, days, id]) => {
    const raw = Object.assign({ timestamp: iso(NOON - days * DAY), messageId: `m${id}` }, ...parts) as object
    const accepted = acceptEvent(raw, { path: '', receivedAt: NOON })
    if ('rejected' in accepted) throw new Error(JSON.stringify(accepted.rejected))
    return accepted.event
  }),
  { maxLength: 25 },
)

const TABLES = [
  'person',
  'account',
  'member',
  'alias',
  'counter',
  'usage',
  'metered',
  'event',
  'exposure',
  'history',
  'impression',
] as const

/** Everything that the events left behind; the tables are emptied for the next run. */
async function takeState({ deps: { store } }: OpenApp): Promise<Record<string, string[]>> {
  const { db } = store.database
  const state: Record<string, string[]> = {}
  for (const table of TABLES) {
    const rows = await db.selectFrom(table).selectAll().execute()
    state[table] = rows.map((row) => JSON.stringify(row)).toSorted()
    await db.deleteFrom(table).execute()
  }
  return state
}

async function apply(open: OpenApp, batches: readonly (readonly IncomingEvent[])[]) {
  const results = []
  for (const batch of batches) results.push(...(await applyEvents(open.deps.store, batch)))
  return { results, state: await takeState(open) }
}

it('any split of events into batches leaves the same behind, and answers the same', async () => {
  expect(CATALOG.defaultPlan).toBe('free')
  await using open = await openWorkspace(offer(), question())
  await fc.assert(
    fc.asyncProperty(events, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 25, maxLength: 25 }), async (all, sizes) => {
      const split: IncomingEvent[][] = []
      for (let from = 0; from < all.length;) {
        const size = sizes[split.length] ?? 1
        split.push(all.slice(from, from + size))
        from += size
      }
      expect(await apply(open, split)).toEqual(await apply(open, [all]))
    }),
    { numRuns: 60 },
  )
}, 60_000)

it('what a person answers in two accounts in one moment stays in its order, in one batch as in many', async () => {
  await using open = await openWorkspace(offer(), question())
  const told = { type: 'track', userId: 'mari', timestamp: iso(NOON), properties: { campaign: 'nps', version: 1 } }
  const all = [
    { ...told, messageId: 'm0', event: 'espalier:answered', properties: { ...told.properties, score: 0 } },
    { ...told, messageId: 'm1', event: 'espalier:accepted', context: { groupId: 'acme' } },
    { ...told, messageId: 'm2', event: 'espalier:shown', context: { groupId: 'beta' } },
  ].map((raw) => {
    const accepted = acceptEvent(raw, { path: '', receivedAt: NOON })
    if ('rejected' in accepted) throw new Error(JSON.stringify(accepted.rejected))
    return accepted.event
  })
  const together = await apply(open, [all])
  expect(
    together.state['history']?.map((row) => {
      const { account_id: account, response } = JSON.parse(row) as { account_id: string; response: string }
      return { account, response }
    }),
  ).toEqual([{ account: 'beta', response: 'accepted' }])
  expect(together).toEqual(
    await apply(
      open,
      all.map((one) => [one]),
    ),
  )
})
