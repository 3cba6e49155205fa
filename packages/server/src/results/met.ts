import type { Brought } from './successes.ts'

/** What came of one account that met a campaign. Times are epoch milliseconds; undefined where it never happened. */
export interface Result {
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

/** Some rows, as they are kept for the next start. */
export interface MetRows {
  accounts: Int32Array
  arms: Uint16Array
  armNames: readonly string[]
  times: Record<Time, Float64Array>
  brought: [account: number, brought: readonly Brought[]][]
  worth: [account: number, worth: Result['worth']][]
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
  readonly brought = new Map<number, readonly Brought[]>()
  readonly worth = new Map<number, Result['worth']>()
  readonly #rows = new Map<number, number>()

  has(account: number): boolean {
    return this.#rows.has(account)
  }

  /** The arm of an account that met the campaign. */
  armOf(account: number): string {
    return this.armNames[this.arms[this.#rows.get(account) ?? -1] ?? -1] ?? ''
  }

  /** Says what came of an account, in the place of what was said before; undefined where it never met the campaign after all. */
  put(account: number, result: Result | undefined): void {
    const known = this.#rows.get(account)
    if (!result && known === undefined) return
    this.revision += 1
    this.brought.delete(account)
    this.worth.delete(account)
    if (!result) return this.#remove(known ?? 0)
    const row = known ?? this.#add(account)
    this.arms[row] = this.#armNumber(result.arm)
    for (const time of TIMES) this.times[time][row] = result[time] ?? Number.NaN
    if (result.brought.length > 0) this.brought.set(account, result.brought)
    if (result.worth.length > 0) this.worth.set(account, result.worth)
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
      brought: found.flatMap((account) => entryOf(this.brought, account)),
      worth: found.flatMap((account) => entryOf(this.worth, account)),
    }
  }

  /** Takes rows of accounts that it does not have. */
  take({ accounts, arms, armNames, times, brought, worth }: MetRows): void {
    this.revision += 1
    const names = armNames.map((name) => this.#armNumber(name))
    const first = this.size
    while (this.accounts.length < first + accounts.length) this.#grow()
    this.accounts.set(accounts, first)
    for (const time of TIMES) this.times[time].set(times[time], first)
    for (const [row, account] of accounts.entries()) {
      this.#rows.set(account, first + row)
      this.arms[first + row] = names[arms[row] ?? 0] ?? 0
    }
    this.size += accounts.length
    for (const [account, list] of brought) this.brought.set(account, list)
    for (const [account, list] of worth) this.worth.set(account, list)
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
    for (const time of TIMES) this.times[time][row] = this.times[time][last] ?? Number.NaN
  }

  #grow(): void {
    const length = this.accounts.length * 2
    const [accounts, arms] = [new Int32Array(length), new Uint16Array(length)]
    accounts.set(this.accounts)
    arms.set(this.arms)
    this.accounts = accounts
    this.arms = arms
    for (const time of TIMES) {
      const times = new Float64Array(length)
      times.set(this.times[time])
      this.times[time] = times
    }
  }
}

function room(): Float64Array {
  return new Float64Array(64)
}

/** What a map has of an account, if anything. */
export function entryOf<T>(map: ReadonlyMap<number, T>, account: number): [account: number, value: T][] {
  const value = map.get(account)
  return value === undefined ? [] : [[account, value]]
}
