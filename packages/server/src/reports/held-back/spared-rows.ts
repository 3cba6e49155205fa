import { EVENTS } from '@espalier/core'
import { others } from '../../others.ts'
import { byCodePoint } from '../../store/by-code-point.ts'
import type { HeldBackRow } from '../../store/exposures.ts'
import type { Store } from '../../store/store.ts'
import { InOrder } from '../kept/in-order.ts'

/** Rows that are read at once when everything is read. */
const PAGE = 5000
/** Accounts that are read again between two turns of everything else. */
const PART = 200

/** Which days are meant, both included, as days since the epoch. */
export interface SparedPeriod {
  from: number
  to: number
  campaign?: string | undefined
  gate?: string | undefined
}

/** How often somebody was spared, and in how many accounts. */
interface Figures {
  times: number
  accounts: number
}

/** How often gates spared accounts; an account counts once in each line. */
export interface SparedCounts {
  days: ({ day: number; campaign: string; gate: string } & Figures)[]
  byCampaign: ({ campaign: string } & Figures)[]
  byGate: ({ gate: string } & Figures)[]
  accounts: number
}

/** How often one account was spared, when last, and by what. */
export interface SparedAccount {
  account: string
  times: number
  /** Days since the epoch. */
  lastDay: number
  /** Most often first. */
  by: { campaign: string; gate: string; times: number }[]
}

interface Reason {
  campaign: string
  gate: string
}

/** One account. */
interface Spared {
  readonly id: string
  /** Number of the reason, day and times of each row, one after the other. */
  readonly rows: readonly number[]
}

/**
 * Whom gates spared on which day, in memory: counting different accounts over any days takes a walk through all rows, which a database
 * makes once for each question. Accounts of which anything was told since are read again before the next answer.
 */
export class SparedRows {
  readonly #store: Store
  readonly #accounts = new InOrder<Spared>()
  readonly #reasons: Reason[] = []
  readonly #numbers = new Map<string, number>()
  #mark = -1
  #position = 0

  constructor(store: Store) {
    this.#store = store
  }

  /** Brings everything to what is told by now. Calls must wait for each other. */
  async follow(): Promise<void> {
    if (this.#mark < 0) await this.#readAll()
    else await this.#readChanged()
  }

  /** Counts everything within some days. */
  counts(period: SparedPeriod): SparedCounts {
    const days = new Map<number, Figures & { day: number; reason: number }>()
    const campaigns = new Tally()
    const gates = new Tally()
    const everybody = new Tally()
    const reasons = this.#reasons
    this.#each(period, (account, reason, day, times) => {
      const { campaign = '', gate = '' } = reasons[reason] ?? {}
      const key = day * reasons.length + reason
      const known = days.get(key)
      // Each account has one row for a day and a reason.
      if (known) {
        known.times += times
        known.accounts += 1
      } else days.set(key, { day, reason, times, accounts: 1 })
      campaigns.add(campaign, account, times)
      gates.add(gate, account, times)
      everybody.add('', account, times)
    })
    const listed = [...days.values()].map(({ reason, ...one }) => ({ ...one, campaign: '', gate: '', ...reasons[reason] }))
    return {
      days: listed.sort(
        (one, other) => one.day - other.day || byCodePoint(one.campaign, other.campaign) || byCodePoint(one.gate, other.gate),
      ),
      byCampaign: campaigns.list().map(([campaign, figures]) => ({ campaign, ...figures })),
      byGate: gates.list().map(([gate, figures]) => ({ gate, ...figures })),
      accounts: everybody.list()[0]?.[1].accounts ?? 0,
    }
  }

  /** Who was spared within some days, most often first and then by id: a part of them, and how many they are in all. */
  accounts(period: SparedPeriod, { offset, limit }: { offset: number; limit: number }): { total: number; accounts: SparedAccount[] } {
    const often = new Map<number, number>()
    this.#each(period, (account, _, __, times) => often.set(account, (often.get(account) ?? 0) + times))
    // In each group accounts stand by id, because they come in that order.
    const groups = [...Map.groupBy(often.keys(), (account) => often.get(account) ?? 0)].sort(([one], [other]) => other - one)
    const listed: number[] = []
    let before = 0
    for (const [, group] of groups) {
      if (before + group.length > offset && listed.length < limit) {
        listed.push(...group.slice(Math.max(0, offset - before), Math.max(0, offset - before) + limit - listed.length))
      }
      before += group.length
    }
    return { total: often.size, accounts: listed.map((account) => this.#told(account, period)) }
  }

  #told(place: number, period: SparedPeriod): SparedAccount {
    const one = this.#accounts.list[place]
    const by = new Map<number, number>()
    const told = { account: one?.id ?? '', times: 0, lastDay: 0 }
    if (one)
      this.#rowsOf(one, this.#asked(period), (reason, day, times) => {
        by.set(reason, (by.get(reason) ?? 0) + times)
        told.times += times
        told.lastDay = Math.max(told.lastDay, day)
      })
    const reasons = [...by].map(([reason, times]) => ({ campaign: '', gate: '', ...this.#reasons[reason], times }))
    return {
      ...told,
      by: reasons.sort(
        (first, second) =>
          second.times - first.times || byCodePoint(first.campaign, second.campaign) || byCodePoint(first.gate, second.gate),
      ),
    }
  }

  /** Rows of a period; accounts by their place in the order of ids. */
  #each(period: SparedPeriod, tell: (account: number, reason: number, day: number, times: number) => void): void {
    const asked = this.#asked(period)
    for (const [place, one] of this.#accounts.list.entries())
      this.#rowsOf(one, asked, (reason, day, times) => tell(place, reason, day, times))
  }

  #asked({ from, to, campaign, gate }: SparedPeriod): { from: number; to: number; reasons: readonly boolean[] } {
    const reasons = this.#reasons.map(
      (one) => (campaign === undefined || one.campaign === campaign) && (gate === undefined || one.gate === gate),
    )
    return { from, to, reasons }
  }

  #rowsOf(
    { rows }: Spared,
    { from, to, reasons }: { from: number; to: number; reasons: readonly boolean[] },
    tell: (reason: number, day: number, times: number) => void,
  ): void {
    for (let at = 0; at < rows.length; at += 3) {
      const [reason = 0, day = 0] = [rows[at], rows[at + 1]]
      if (day >= from && day <= to && reasons[reason]) tell(reason, day, rows[at + 2] ?? 0)
    }
  }

  async #readAll(): Promise<void> {
    const { results, events, exposures } = this.#store
    const [mark, position] = [await results.mark(), await events.last()]
    const all = new Map<string, number[]>()
    for (let last: HeldBackRow | undefined; ;) {
      const page = await exposures.heldBackAfter(last, PAGE)
      this.#take(page, all)
      last = page.at(-1)
      if (page.length < PAGE) break
      await others()
    }
    for (const [id, rows] of all) this.#accounts.put({ id, rows })
    this.#mark = mark
    this.#position = position
  }

  async #readChanged(): Promise<void> {
    const { results, events, exposures, campaigns } = this.#store
    const until = await events.last()
    const changed = until > this.#position ? await results.named([EVENTS.heldBack], this.#position, until) : new Set<string>()
    const marked = await results.marked(this.#mark)
    for (const { account } of marked) changed.add(account)
    if (changed.size > 0) {
      const known = new Set([...this.#reasons.map(({ campaign }) => campaign), ...(await campaigns.live()).map(({ id }) => id)])
      const ids = [...changed]
      for (let from = 0; from < ids.length; from += PART) {
        if (from > 0) await others()
        const part = ids.slice(from, from + PART)
        const read = new Map<string, number[]>(part.flatMap((id) => (this.#accounts.get(id) ? [[id, []]] : [])))
        this.#take(await exposures.heldBackOf(part, [...known]), read)
        for (const [id, rows] of read) this.#accounts.put({ id, rows })
      }
    }
    this.#mark = marked.at(-1)?.mark ?? this.#mark
    this.#position = until
  }

  #take(rows: readonly HeldBackRow[], into: Map<string, number[]>): void {
    for (const { campaign, account, gate, day, times } of rows) {
      const own = into.get(account) ?? []
      own.push(this.#numberOf(campaign, gate), day, times)
      into.set(account, own)
    }
  }

  #numberOf(campaign: string, gate: string): number {
    const key = `${gate} ${campaign}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#reasons.length)
    return this.#reasons.push({ campaign, gate }) - 1
  }
}

/** Sums by name, in which an account counts once, if all that is told of it comes together. */
class Tally {
  readonly #sums = new Map<string, Figures & { last: number }>()

  add(name: string, account: number, times: number): void {
    const known = this.#sums.get(name)
    if (!known) this.#sums.set(name, { times, accounts: 1, last: account })
    else {
      known.times += times
      if (known.last !== account) known.accounts += 1
      known.last = account
    }
  }

  /** By name. */
  list(): [name: string, figures: Figures][] {
    const all = [...this.#sums].map(([name, { times, accounts }]): [string, Figures] => [name, { times, accounts }])
    return all.sort(([one], [other]) => byCodePoint(one, other))
  }
}
