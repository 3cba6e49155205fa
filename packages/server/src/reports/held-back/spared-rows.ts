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
    const reasons = this.#reasons
    const campaigns = new Tally(reasons.map(({ campaign }) => campaign))
    const gates = new Tally(reasons.map(({ gate }) => gate))
    const everybody = new Tally(reasons.map(() => ''))
    const days = new Tally(Array.from({ length: (period.to - period.from + 1) * reasons.length }, (_, place) => place))
    this.#each(period, (account, reason, day, times) => {
      days.add((day - period.from) * reasons.length + reason, account, times)
      campaigns.add(reason, account, times)
      gates.add(reason, account, times)
      everybody.add(reason, account, times)
    })
    const listed = days.list().map(([place, figures]) => {
      const { campaign, gate } = reasons[place % reasons.length] ?? { campaign: '', gate: '' }
      return { day: period.from + Math.floor(place / reasons.length), campaign, gate, ...figures }
    })
    const named = (tally: Tally<string>) => tally.list().sort(([one], [other]) => byCodePoint(one, other))
    return {
      days: listed.sort(
        (one, other) => one.day - other.day || byCodePoint(one.campaign, other.campaign) || byCodePoint(one.gate, other.gate),
      ),
      byCampaign: named(campaigns).map(([campaign, figures]) => ({ campaign, ...figures })),
      byGate: named(gates).map(([gate, figures]) => ({ gate, ...figures })),
      accounts: everybody.list()[0]?.[1].accounts ?? 0,
    }
  }

  /** Who was spared within some days, most often first and then by id: a part of them, and how many they are in all. */
  accounts(period: SparedPeriod, { offset, limit }: { offset: number; limit: number }): { total: number; accounts: SparedAccount[] } {
    const often = new Int32Array(this.#accounts.size)
    this.#each(period, (account, _, __, times) => (often[account] = (often[account] ?? 0) + times))
    const have: number[] = []
    for (const times of often) if (times > 0) have[times] = (have[times] ?? 0) + 1
    // The page lies among those with these times: only they are put in order.
    const page = { least: Math.max(1, have.length), total: 0 }
    for (let times = have.length - 1; times > 0; times--) {
      if (page.total < offset + limit) page.least = times
      page.total += have[times] ?? 0
    }
    const near: number[] = []
    for (let place = 0; place < often.length; place++) if ((often[place] ?? 0) >= page.least) near.push(place)
    // By times; within the same, by id, as they stand.
    const listed = near.sort((one, other) => (often[other] ?? 0) - (often[one] ?? 0)).slice(offset, offset + limit)
    return { total: page.total, accounts: listed.map((account) => this.#told(account, period)) }
  }

  #told(place: number, period: SparedPeriod): SparedAccount {
    const one = this.#accounts.list[place]
    const by = new Map<number, number>()
    const told = { account: one?.id ?? '', times: 0, lastDay: 0 }
    if (one)
      rowsOf(one, this.#asked(period), place, (_, reason, day, times) => {
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
  #each(period: SparedPeriod, tell: Tell): void {
    const asked = this.#asked(period)
    const { list } = this.#accounts
    for (let place = 0; place < list.length; place++) {
      const one = list[place]
      if (one) rowsOf(one, asked, place, tell)
    }
  }

  #asked({ from, to, campaign, gate }: SparedPeriod): Asked {
    const reasons = this.#reasons.map(
      (one) => (campaign === undefined || one.campaign === campaign) && (gate === undefined || one.gate === gate),
    )
    return { from, to, reasons }
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

/** Days, both included, and by number which reasons are meant. */
interface Asked {
  from: number
  to: number
  reasons: readonly boolean[]
}

type Tell = (account: number, reason: number, day: number, times: number) => void

function rowsOf({ rows }: Spared, { from, to, reasons }: Asked, account: number, tell: Tell): void {
  for (let at = 0; at < rows.length; at += 3) {
    const reason = rows[at] ?? 0
    const day = rows[at + 1] ?? 0
    if (day >= from && day <= to && reasons[reason]) tell(account, reason, day, rows[at + 2] ?? 0)
  }
}

/** Sums by name, in which an account counts once, if all that is told of it comes together. Numbers stand for names: a walk looks none up. */
class Tally<Name> {
  readonly #names: Name[]
  /** By the number of what is told, the place of its name. */
  readonly #places: Int32Array
  readonly #times: Float64Array
  readonly #accounts: Int32Array
  readonly #last: Int32Array

  /** What is told is told by its place in `names`, which may say one name several times. */
  constructor(names: readonly Name[]) {
    this.#names = [...new Set(names)]
    const places = new Map(this.#names.map((name, place) => [name, place]))
    this.#places = Int32Array.from(names, (name) => places.get(name) ?? 0)
    this.#times = new Float64Array(places.size)
    this.#accounts = new Int32Array(places.size)
    this.#last = new Int32Array(places.size).fill(-1)
  }

  add(number: number, account: number, times: number): void {
    const place = this.#places[number] ?? 0
    this.#times[place] = (this.#times[place] ?? 0) + times
    if (this.#last[place] === account) return
    this.#accounts[place] = (this.#accounts[place] ?? 0) + 1
    this.#last[place] = account
  }

  /** Those that anything was told of. */
  list(): [name: Name, figures: Figures][] {
    return this.#names.flatMap((name, place): [Name, Figures][] => {
      const accounts = this.#accounts[place] ?? 0
      return accounts === 0 ? [] : [[name, { times: this.#times[place] ?? 0, accounts }]]
    })
  }
}
