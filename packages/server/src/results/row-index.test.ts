import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RowIndex } from './row-index.ts'

/** Rows as they stand in columns: the last one takes the place of one that is taken away. */
function createRows() {
  const accounts: number[] = []
  const index = new RowIndex((row) => accounts[row] ?? -1)
  return {
    accounts,
    index,
    add(account: number) {
      accounts.push(account)
      index.set(account, accounts.length - 1)
    },
    remove(account: number) {
      const row = index.get(account)
      if (row === undefined) return
      index.delete(account)
      const moved = accounts.at(-1) ?? -1
      if (moved !== account) {
        accounts[row] = moved
        index.set(moved, row)
      }
      accounts.pop()
    },
  }
}

it('finds every account in its row, and nobody else, whoever comes and goes', () => {
  // Numbers far apart share the beginning of their way, as well as those that follow each other.
  const number = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 40 }).map((one) => one * 2 ** 20),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.boolean()), { maxLength: 600 }), (steps) => {
      const rows = createRows()
      const expected = new Set<number>()
      for (const [account, comes] of steps) {
        if (!comes) rows.remove(account)
        else if (!expected.has(account)) rows.add(account)
        if (comes) expected.add(account)
        else expected.delete(account)
      }
      for (const [account] of steps) {
        const row = rows.index.get(account)
        expect(row === undefined ? undefined : rows.accounts[row]).toBe(expected.has(account) ? account : undefined)
      }
    }),
  )
})
