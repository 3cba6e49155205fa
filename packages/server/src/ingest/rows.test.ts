import { describe, expect, it } from 'vitest'
import { createRows, createTable } from './rows.ts'

interface Use {
  account: string
  feature: string
  used: number
}

const rowsOf = (changes: Set<Use>) =>
  createRows<Use>(
    ({ account }) => account,
    ({ feature }) => feature,
    changes,
  )

describe('rows', () => {
  it('tell of each row that was put once, as it is now', () => {
    const changes = new Set<Use>()
    const rows = rowsOf(changes)
    const seats = { account: 'acme', feature: 'seats', used: 1 }
    rows.load([seats, { account: 'acme', feature: 'exports', used: 7 }])
    rows.put({ ...seats, used: 2 })
    rows.put({ ...seats, used: 3 })
    expect([...changes]).toEqual([{ ...seats, used: 3 }])
    expect([...rows.of('acme')].map(({ used }) => used)).toEqual([3, 7])
  })

  it('do not write what was dropped, and do not take one owner for another', () => {
    const changes = new Set<Use>()
    const rows = rowsOf(changes)
    const visitor = { account: 'v', feature: 'seats', used: 1 }
    rows.put(visitor)
    rows.drop(visitor)
    rows.put({ ...visitor, account: 'mari' })
    expect([...changes].map(({ account }) => account)).toEqual(['mari'])
    expect([rows.get('v', 'seats'), [...rows.of('v')]]).toEqual([undefined, []])
    expect(rows.get('mari', 'seats')?.used).toBe(1)
  })

  it('tell of a row that was changed in place', () => {
    const changes = new Set<{ id: string; seen: number }>()
    const table = createTable(({ id }) => id, changes)
    const mari = { id: 'mari', seen: 1 }
    table.load([mari, { id: 'ken', seen: 1 }])
    mari.seen = 2
    table.put(mari)
    expect([...changes]).toEqual([{ id: 'mari', seen: 2 }])
  })
  it('tell apart of which rows nothing but the times changed', () => {
    interface Seen {
      id: string
      at: number
    }
    const [changes, seen] = [new Set<Seen>(), new Set<Seen>()]
    const table = createTable<Seen>(({ id }) => id, changes, seen)
    const rows = ['seen', 'seen, then changed', 'changed, then seen', 'seen, then replaced', 'seen, then dropped'].map((id) => ({
      id,
      at: 1,
    }))
    table.load(rows)
    const [one, two, three, four, five] = rows as [Seen, Seen, Seen, Seen, Seen]
    for (const row of [one, two, four, five]) table.see(row)
    table.put(two)
    table.put(three)
    table.see(three)
    table.put({ ...four, at: 2 })
    table.drop(five)
    expect([...seen]).toEqual([one])
    expect([...changes]).toEqual([two, three, { ...four, at: 2 }])
  })
})
