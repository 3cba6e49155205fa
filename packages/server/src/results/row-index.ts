/** How many rows there are at most for each place of the table: the fuller it is, the longer the way to a row. */
const FULL = 0.5

/**
 * Finds the row of an account. The accounts themselves stand in their rows, so that the table keeps rows alone: 4 bytes a place, where a
 * map takes ten times as much.
 */
export class RowIndex {
  /** Rows, one more than they are; 0 where a place is free. Rows whose places are taken stand in the next free one. */
  #table = new Int32Array(128)
  #size = 0
  /** The account of each row. */
  readonly #accountOf: (row: number) => number

  constructor(accountOf: (row: number) => number) {
    this.#accountOf = accountOf
  }

  /** The row of an account; undefined where it has none. */
  get(account: number): number | undefined {
    const row = (this.#table[this.#find(account)] ?? 0) - 1
    return row < 0 ? undefined : row
  }

  /** Says that an account, which must stand in the row already, is found there. */
  set(account: number, row: number): void {
    const place = this.#find(account)
    if (this.#table[place] === 0) {
      this.#size += 1
      if (this.#size > this.#table.length * FULL) {
        this.#grow()
        return this.#put(account, row)
      }
    }
    this.#table[place] = row + 1
  }

  /** Forgets an account, which must still stand in its row. */
  delete(account: number): void {
    let free = this.#find(account)
    if (this.#table[free] === 0) return
    this.#size -= 1
    this.#table[free] = 0
    const mask = this.#table.length - 1
    // Whoever stands behind a free place may not be cut off from where the way to them begins.
    for (let place = (free + 1) & mask; this.#table[place] !== 0; place = (place + 1) & mask) {
      const begin = this.#begin(this.#accountOf((this.#table[place] ?? 0) - 1))
      if (((place - begin) & mask) < ((place - free) & mask)) continue
      this.#table[free] = this.#table[place] ?? 0
      this.#table[place] = 0
      free = place
    }
  }

  #begin(account: number): number {
    return (Math.imul(account, 0x9e_37_79_b1) >>> 7) & (this.#table.length - 1)
  }

  /** The place of an account, or the free one where it would stand. */
  #find(account: number): number {
    const mask = this.#table.length - 1
    let place = this.#begin(account)
    for (;;) {
      const row = (this.#table[place] ?? 0) - 1
      if (row < 0 || this.#accountOf(row) === account) return place
      place = (place + 1) & mask
    }
  }

  #put(account: number, row: number): void {
    this.#table[this.#find(account)] = row + 1
  }

  #grow(): void {
    const before = this.#table
    this.#table = new Int32Array(before.length * 2)
    for (const one of before) if (one > 0) this.#put(this.#accountOf(one - 1), one - 1)
  }
}
