/** How much time has sums of its own, milliseconds: there are few sums of years, and few members of one to look at one by one. */
const SPAN = 6 * 3_600_000

interface Sums {
  accounts: number
  used: number
  entitled: number
}

/** What is counted of one at a time. */
interface Timed {
  readonly pattern: { readonly breadth: { readonly used: number; readonly entitled: number } }
}

/** Accounts by a time of theirs, so that those before any moment are summed up without a look at each. Times are epoch milliseconds. */
export class ByTime<T extends Timed> {
  readonly #timeOf: (one: T) => number
  /** By number of the span. */
  readonly #spans = new Map<number, Sums & { members: Set<T> }>()

  constructor(timeOf: (one: T) => number) {
    this.#timeOf = timeOf
  }

  add(one: T): void {
    const number = this.#spanOf(one)
    const span = this.#spans.get(number) ?? { accounts: 0, used: 0, entitled: 0, members: new Set<T>() }
    this.#spans.set(number, span)
    span.members.add(one)
    count(span, one, 1)
  }

  /** Takes away the very object that was added. */
  remove(one: T): void {
    const number = this.#spanOf(one)
    const span = this.#spans.get(number)
    if (!span?.members.delete(one)) return
    count(span, one, -1)
    if (span.members.size === 0) this.#spans.delete(number)
  }

  /** The sums of those whose time is before another; they are the same for every time from that one to `until`. */
  before(time: number): Sums & { until: number } {
    const sums = { accounts: 0, used: 0, entitled: 0 }
    const border = Math.floor(time / SPAN)
    for (const [number, { accounts, used, entitled }] of this.#spans) {
      if (number >= border) continue
      sums.accounts += accounts
      sums.used += used
      sums.entitled += entitled
    }
    let until = (border + 1) * SPAN
    for (const one of this.#spans.get(border)?.members ?? []) {
      const own = this.#timeOf(one)
      if (own < time) count(sums, one, 1)
      else until = Math.min(until, own)
    }
    return { ...sums, until }
  }

  #spanOf(one: T): number {
    return Math.floor(this.#timeOf(one) / SPAN)
  }
}

function count(sums: Sums, { pattern: { breadth } }: Timed, by: 1 | -1): void {
  sums.accounts += by
  sums.used += by * breadth.used
  sums.entitled += by * breadth.entitled
}
