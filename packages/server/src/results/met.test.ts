import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Met, type Result } from './met.ts'

const time = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined })
const money = fc.record({ worth: fc.integer({ min: 0, max: 900 }), currency: fc.constantFrom('JPY', 'USD', null) })
const result: fc.Arbitrary<Result> = fc.record({
  arm: fc.constantFrom('treated', 'held-out', 'a'),
  at: fc.integer({ min: 1, max: 1000 }),
  shownAt: time,
  engagedAt: time,
  acceptedAt: time,
  wonAt: time,
  brought: fc.array(fc.record({ currency: fc.constantFrom('JPY', 'USD'), mrr: fc.nat(), value: fc.nat() }), { maxLength: 2 }),
  people: fc.nat(),
  succeeded: fc.nat(),
  before: fc.nat(),
  worth: fc.uniqueArray(money, { maxLength: 3, selector: ({ currency }) => currency }),
})
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.option(result, { nil: undefined })), { maxLength: 250 })

type Said = [account: number, ...unknown[]]
const inOrder = (rows: readonly Said[]) => rows.toSorted(([one], [other]) => one - other)

/** All that it says of accounts, whatever the order of its rows. */
function said(met: Met): Said[] {
  const worth = Map.groupBy(met.worth(), ([account]) => account)
  const rows = Array.from({ length: met.size }, (_, row): Said => {
    const account = met.accounts[row] ?? -1
    const times = [...Object.values(met.times), ...Object.values(met.counts)].map((column) => column[row])
    return [account, met.armOf(account), times, met.brought.get(account) ?? [], (worth.get(account) ?? []).map((one) => one.slice(1))]
  })
  return inOrder(rows)
}

function filled(all: readonly [number, Result | undefined][]): Met {
  const met = new Met()
  for (const [account, one] of all) met.put(account, one)
  return met
}

it('says the last word on each account, and nothing of those that turned out not to have met the campaign', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const met = filled(all)
      const last = [...new Map(all)].flatMap(([account, one]) => (one ? [[account, one] as const] : []))
      const expected = last.map(
        ([account, { arm, at, shownAt, engagedAt, acceptedAt, wonAt, people, succeeded, before, brought, worth }]): Said => [
          account,
          arm,
          [...[at, shownAt, engagedAt, acceptedAt, wonAt].map((one) => one ?? Number.NaN), people, succeeded, before],
          brought,
          worth.map((one) => [one.worth, one.currency]),
        ],
      )
      expect(said(met)).toEqual(inOrder(expected))
    }),
  )
})

it('is the same when it is put together from the rows of its parts', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 91 }), (all, part) => {
      const met = filled(all)
      const again = new Met()
      for (let from = 0; from <= 90; from += part) again.take(met.rowsOf(from, from + part))
      expect(said(again)).toEqual(said(met))
      // It goes on like the other.
      for (const one of [met, again]) for (const [account, result] of all.slice(0, 40)) one.put(account + 20, result)
      expect(said(again)).toEqual(said(met))
    }),
  )
})
