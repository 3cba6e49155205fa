import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { KeptAccount } from './account.ts'
import { Census, countOf } from './census.ts'

const HOUR = 3_600_000
/** The same objects for accounts that are alike, as a keeper gives them. */
const SPARES = [[], ['risk'], ['risk', 'muted'], ['pastDue']]
const PATTERNS = [0, 1, 3].map((used) => ({ features: [], breadth: { used, entitled: 3 } }))

const time = fc.integer({ min: 0, max: 100 * HOUR })
const account = fc.record({
  id: fc.constantFrom('acme', 'globex', 'initech', 'umbrella'),
  name: fc.constant(undefined),
  told: fc.constant(undefined),
  plan: fc.constant('team'),
  phase: fc.constant('adoption' as const),
  lastSeenAt: time,
  endedAt: fc.option(time, { nil: undefined }),
  onboarded: fc.option(fc.boolean(), { nil: undefined }),
  near: fc.boolean(),
  spare: fc.constantFrom(...SPARES),
  pattern: fc.constantFrom(...PATTERNS),
  uses: fc.constant([]),
  until: fc.constant(Infinity),
})

it('counts as if it looked at all accounts, whoever comes or changes and whatever the time', () => {
  const law = fc.property(fc.array(account), fc.array(time), (changes, times) => {
    const accounts = new Map<string, KeptAccount>()
    const ids: string[] = []
    const census = new Census((number) => accounts.get(ids[number] ?? ''))
    for (const [place, one] of changes.entries()) {
      const before = accounts.get(one.id)
      if (!before) ids.push(one.id)
      accounts.set(one.id, one)
      census.replace(ids.indexOf(one.id), before, one)
      const since = times[place % times.length] ?? 0
      expect(census.since(since)).toEqual(countOf(accounts.values(), since))
    }
    // The very moments at which somebody counts differently, and those around them.
    const moments = [...accounts.values()].flatMap(({ lastSeenAt, endedAt = 0 }) => [lastSeenAt, lastSeenAt + 1, endedAt, endedAt + 1])
    for (const since of [...times, ...moments, ...moments.toSorted((one, other) => one - other)])
      expect(census.since(since)).toEqual(countOf(accounts.values(), since))
  })
  fc.assert(law)
})
