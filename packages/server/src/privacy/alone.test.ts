import fc from 'fast-check'
import { expect, it } from 'vitest'
import { iso, NOON, send } from '../decisions/workspace.case.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { history, openAt, type Step } from '../reports/kept/history.case.ts'
import { reports } from '../reports/kept/reports.case.ts'
import { ERASED } from '../store/privacy.ts'

const DAY = 86_400_000
const ALONE = 'alone-person'

const does = fc
  .record({ ago: fc.integer({ min: 0, max: 40 }), what: fc.constantFrom('exposure', 'shown', 'engaged', 'accepted', 'use', 'answered') })
  .map(({ ago, what }): Step => (open, { now }) => {
    const campaign = what === 'answered' ? 'nps' : 'offer'
    const event = what === 'use' ? 'Report Exported' : `espalier:${what}`
    const properties = what === 'use' ? {} : { campaign, version: 1, ...(what === 'answered' && { score: ago % 11 }) }
    return send(open, { type: 'track', event, timestamp: iso(now - ago * DAY), userId: ALONE, anonymousId: 'alone-device', properties })
  })
const pays = fc.integer({ min: 0, max: 40 }).map((ago): Step => (open, { now }) => {
  const state = { id: 's-1', account: ALONE, at: iso(now - ago * DAY), status: 'active', plan: 'team', amount: 500 }
  return open.call('POST', '/v1/subscriptions', { subscriptions: [state] })
})

/** Lists of accounts stand in the order of their ids, which is another one under another id. */
function unordered(text: string): unknown {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(sorted).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]))
  }
  return sorted(JSON.parse(text))
}

it('keeps the numbers of somebody who is an account of their own, whatever they met and paid', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(does, { minLength: 1, maxLength: 8 }), fc.option(pays), async (others, own, paid) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const step of [...others, ...own, ...(paid ? [paid] : [])]) await step(open, clock)
      const before = await reports(store, clock.now)
      expect((await open.call('DELETE', `/v1/users/${ALONE}`)).status).toBe(200)
      const { id } = await store.database.db.selectFrom('person').select('id').where('id', 'like', `${ERASED}%`).executeTakeFirstOrThrow()
      const same = async () => unordered((await reports(store, clock.now)).replaceAll(id, ALONE))
      expect(await same()).toEqual(unordered(before))
      await rebuild(store)
      expect(await same()).toEqual(unordered(before))
    }),
    { numRuns: 10 },
  )
})
