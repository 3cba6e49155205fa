import { RowIndex } from './row-index.ts'
import type { Brought, People } from './successes.ts'

/** What came of one account that met a campaign. Times are epoch milliseconds; undefined where it never happened. */
export interface Result extends People {
  arm: string
  /** First eligibility. */
  at: number
  shownAt: number | undefined
  engagedAt: number | undefined
  /** When it accepted the offer, else when it answered the question. */
  acceptedAt: number | undefined
  /** The first success within the goal's window. */
  wonAt: number | undefined
  brought: readonly Brought[]
  /** What it was worth before, by currency; null for what another system told, in a unit of its own. */
  worth: readonly { worth: number; currency: string | null }[]
}

const TIMES = ['at', 'shownAt', 'engagedAt', 'acceptedAt', 'wonAt'] as const
type Time = (typeof TIMES)[number]
const COUNTS = ['people', 'succeeded', 'before'] as const satisfies (keyof People)[]

/** Some rows, as they are kept for the next start. */
export interface MetRows {
  accounts: Int32Array
  arms: Uint16Array
  armNames: readonly string[]
  times: Record<Time, Float64Array>
  counts: Record<keyof People, Int32Array>
  brought: [account: number, brought: readonly Brought[]][]
  worth: Worthy
}

/** What accounts were worth, as columns: one of several currencies has several of them. */
interface Worthy {
  accounts: Int32Array
  worth: Float64Array
  currencies: readonly (string | null)[]
  /** Which of the currencies. */
  places: Uint16Array
}

/**
 * The accounts that met one campaign, a column each, because there are many: accounts by their number, times where they never happened
 * as NaN. What few accounts have stands beside the columns. Rows have no order.
 */
export class Met {
  /** Grows with every change. */
  revision = 0
  size = 0
  accounts = new Int32Array(64)
  arms = new Uint16Array(64)
  readonly armNames: string[] = []
  readonly times: Record<Time, Float64Array> = { at: room(), shownAt: room(), engagedAt: room(), acceptedAt: room(), wonAt: room() }
  readonly counts: Record<keyof People, Int32Array> = {
    people: new Int32Array(64),
    succeeded: new Int32Array(64),
    before: new Int32Array(64),
  }
  readonly brought = new Map<number, readonly Brought[]>()
  /** What accounts were worth in one currency: NaN where that is nothing, or more than one. */
  #worth = room()
  #currencies = new Uint16Array(64)
  readonly #currencyNames: (string | null)[] = []
  readonly #mixed = new Map<number, Result['worth']>()
  readonly #rows = new RowIndex((row) => this.accounts[row] ?? -1)

  has(account: number): boolean {
    return this.#rows.get(account) !== undefined
  }

  /** The arm of an account that met the campaign. */
  armOf(account: number): string {
    return this.armNames[this.arms[this.#rows.get(account) ?? -1] ?? -1] ?? ''
  }

  /** What accounts were worth, of those with a row. */
  *worth(): Generator<[account: number, worth: number, currency: string | null]> {
    for (let row = 0; row < this.size; row++) {
      const account = this.accounts[row] ?? 0
      for (const { worth, currency } of this.#worthOf(account, row)) yield [account, worth, currency]
    }
  }

  #worthOf(account: number, row: number): Result['worth'] {
    const worth = this.#worth[row] ?? Number.NaN
    if (Number.isNaN(worth)) return this.#mixed.get(account) ?? []
    return [{ worth, currency: this.#currencyNames[this.#currencies[row] ?? 0] ?? null }]
  }

  #setWorth(account: number, row: number, list: Result['worth']): void {
    const [only] = list
    this.#mixed.delete(account)
    this.#worth[row] = list.length === 1 ? (only?.worth ?? Number.NaN) : Number.NaN
    if (list.length > 1) this.#mixed.set(account, list)
    else if (only) this.#currencies[row] = this.#currencyNumber(only.currency)
  }

  #currencyNumber(name: string | null): number {
    const known = this.#currencyNames.indexOf(name)
    return known < 0 ? this.#currencyNames.push(name) - 1 : known
  }

  /** Says what came of an account, in the place of what was said before; undefined where it never met the campaign after all. */
  put(account: number, result: Result | undefined): void {
    const known = this.#rows.get(account)
    if (!result && known === undefined) return
    this.revision += 1
    this.brought.delete(account)
    if (!result) {
      this.#mixed.delete(account)
      return this.#remove(known ?? 0)
    }
    const row = known ?? this.#add(account)
    this.arms[row] = this.#armNumber(result.arm)
    for (const time of TIMES) this.times[time][row] = result[time] ?? Number.NaN
    for (const count of COUNTS) this.counts[count][row] = result[count]
    if (result.brought.length > 0) this.brought.set(account, result.brought)
    this.#setWorth(account, row, result.worth)
  }

  /** The rows of accounts with numbers from one to before another. */
  rowsOf(from: number, to: number): MetRows {
    const rows: number[] = []
    const found: number[] = []
    for (let account = from; account < to; account++) {
      const row = this.#rows.get(account)
      if (row === undefined) continue
      found.push(account)
      rows.push(row)
    }
    const counted = (count: keyof People) => Int32Array.from(rows, (row) => this.counts[count][row] ?? 0)
    const column = (time: Time) => Float64Array.from(rows, (row) => this.times[time][row] ?? Number.NaN)
    return {
      accounts: Int32Array.from(found),
      arms: Uint16Array.from(rows, (row) => this.arms[row] ?? 0),
      armNames: this.armNames,
      times: {
        at: column('at'),
        shownAt: column('shownAt'),
        engagedAt: column('engagedAt'),
        acceptedAt: column('acceptedAt'),
        wonAt: column('wonAt'),
      },
      counts: { people: counted('people'), succeeded: counted('succeeded'), before: counted('before') },
      brought: found.flatMap((account) => entryOf(this.brought, account)),
      worth: this.#worthy(found, rows),
    }
  }

  /** Takes rows of accounts that it does not have. */
  take({ accounts, arms, armNames, times, counts, brought, worth }: MetRows): void {
    this.revision += 1
    const names = armNames.map((name) => this.#armNumber(name))
    const first = this.size
    while (this.accounts.length < first + accounts.length) this.#grow()
    this.accounts.set(accounts, first)
    for (const time of TIMES) this.times[time].set(times[time], first)
    for (const count of COUNTS) this.counts[count].set(counts[count], first)
    for (const [row, account] of accounts.entries()) {
      this.#rows.set(account, first + row)
      this.arms[first + row] = names[arms[row] ?? 0] ?? 0
      this.#worth[first + row] = Number.NaN
    }
    this.size += accounts.length
    for (const [account, list] of brought) this.brought.set(account, list)
    const currencies = worth.currencies.map((name) => this.#currencyNumber(name))
    for (const [place, account] of worth.accounts.entries()) {
      const row = this.#rows.get(account) ?? 0
      const amount = worth.worth[place] ?? 0
      const currency = currencies[worth.places[place] ?? 0] ?? 0
      const before = this.#worthOf(account, row)
      if (before.length > 0) {
        this.#setWorth(account, row, [...before, { worth: amount, currency: this.#currencyNames[currency] ?? null }])
        continue
      }
      this.#worth[row] = amount
      this.#currencies[row] = currency
    }
  }

  #worthy(accounts: readonly number[], rows: readonly number[]): Worthy {
    const found = accounts.flatMap((account, place) => this.#worthOf(account, rows[place] ?? 0).map((one) => ({ account, ...one })))
    return {
      accounts: Int32Array.from(found, ({ account }) => account),
      worth: Float64Array.from(found, ({ worth }) => worth),
      currencies: this.#currencyNames,
      places: Uint16Array.from(found, ({ currency }) => this.#currencyNumber(currency)),
    }
  }

  #armNumber(name: string): number {
    const known = this.armNames.indexOf(name)
    return known < 0 ? this.armNames.push(name) - 1 : known
  }

  #add(account: number): number {
    if (this.size === this.accounts.length) this.#grow()
    const row = this.size++
    this.accounts[row] = account
    this.#rows.set(account, row)
    return row
  }

  /** The last row takes its place. */
  #remove(row: number): void {
    const last = --this.size
    const moved = this.accounts[last] ?? 0
    this.#rows.delete(this.accounts[row] ?? 0)
    if (row === last) return
    this.#rows.set(moved, row)
    this.accounts[row] = moved
    this.arms[row] = this.arms[last] ?? 0
    this.#worth[row] = this.#worth[last] ?? Number.NaN
    this.#currencies[row] = this.#currencies[last] ?? 0
    for (const time of TIMES) this.times[time][row] = this.times[time][last] ?? Number.NaN
    for (const count of COUNTS) this.counts[count][row] = this.counts[count][last] ?? 0
  }

  #grow(): void {
    this.accounts = grown(this.accounts)
    this.arms = grown(this.arms)
    this.#worth = grown(this.#worth)
    this.#currencies = grown(this.#currencies)
    for (const time of TIMES) this.times[time] = grown(this.times[time])
    for (const count of COUNTS) this.counts[count] = grown(this.counts[count])
  }
}

/** The same column with room for twice as many. */
function grown<T extends Int32Array | Uint16Array | Float64Array>(column: T): T {
  const wider = new (column.constructor as new (length: number) => T)(column.length * 2)
  wider.set(column)
  return wider
}

function room(): Float64Array {
  return new Float64Array(64)
}

/** What a map has of an account, if anything. */
export function entryOf<T>(map: ReadonlyMap<number, T>, account: number): [account: number, value: T][] {
  const value = map.get(account)
  return value === undefined ? [] : [[account, value]]
}
