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

/**
 * Accounts by a time of theirs, so that those before any moment are summed up without a look at each. They are kept by their numbers:
 * a set of many objects scatters them in memory, and every pass over all of them takes several times as long. Times are epoch
 * milliseconds.
 */
export class ByTime<T extends Timed> {
  readonly #timeOf: (one: T) => number
  readonly #get: (number: number) => T | undefined
  /** By number of the span. */
  readonly #spans = new Map<number, Sums & { members: Set<number> }>()

  /** `get` answers what was added under a number, as long as it is not removed. */
  constructor(timeOf: (one: T) => number, get: (number: number) => T | undefined) {
    this.#timeOf = timeOf
    this.#get = get
  }

  add(number: number, one: T): void {
    const place = this.#spanOf(one)
    const span = this.#spans.get(place) ?? { accounts: 0, used: 0, entitled: 0, members: new Set<number>() }
    this.#spans.set(place, span)
    span.members.add(number)
    count(span, one, 1)
  }

  /** Takes away what was added under a number. */
  remove(number: number, one: T): void {
    const place = this.#spanOf(one)
    const span = this.#spans.get(place)
    if (!span?.members.delete(number)) return
    count(span, one, -1)
    if (span.members.size === 0) this.#spans.delete(place)
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
    for (const member of this.#spans.get(border)?.members ?? []) {
      const one = this.#get(member)
      if (!one) continue
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
