import { EVENTS, type Motion } from '@espalier/core'
import type { Goal } from '@espalier/core/schema'
import { creditsOf, DAY_MS } from '../attribution/credit.ts'
import { standingSince } from '../attribution/report-credits.ts'
import { readSnapshot, type KeptUnder, type Remembered } from '../snapshots/snapshot.ts'
import type { SnapshotHead } from '../store/snapshots.ts'
import type { Encounter, ResultRows, Worth } from '../store/results.ts'
import type { Store } from '../store/store.ts'
import { others } from '../others.ts'
import { entryOf, Met } from './met.ts'
import { packResults, unpackResults, type Growing, type ResultPart } from './packed.ts'
import { isSame, questionOf, type ResultRules } from './rules.ts'
import { NOBODY, NOTHING, peopleOf, successOf, type AccountRows } from './successes.ts'
import { paidIn, worthAt, type Paid } from './worth.ts'

/** Accounts that are read between two turns of everything else. */
const PAGE = 200
/** Events of the product that credits are made of; that a widget was shown is told by the impression, too. */
const ENGAGED = [EVENTS.shown, EVENTS.engaged, EVENTS.accepted, EVENTS.answered]

/** Accounts that are kept together for the next start. */
const PART = 512

/** For what all parts hold that are kept of results, and the rules that they were worked out by. */
interface Told {
  goals: [campaign: string, goal: Goal][]
  motions: [campaign: string, motion: Motion][]
  windowDays: number
  mark: number
  position: number
}

/**
 * What came of all accounts, worked out once. Whoever anything was told of since is worked out again before the next answer, so that an
 * answer is the same as if nothing had been remembered.
 */
export class Results implements Remembered {
  from: SnapshotHead | undefined
  readonly changed: Set<number> = new Set()
  /** By campaign. */
  met = new Map<string, Met>()
  /** Accounts by their number. */
  ids: string[] = []
  growing = new Map<number, Growing>()
  /** When accounts paid. */
  paying = new Map<number, Paid>()
  /** Grows when credits change. */
  revision = 0
  /** Grows whenever anything of any account changes. */
  turn = 0
  readonly #store: Store
  #rules: ResultRules
  #numbers = new Map<string, number>()
  /** Where an earlier start may have kept what it remembered; undefined where nobody keeps it. */
  readonly #kept: KeptUnder | undefined
  #mark = -1
  #position = 0

  constructor(store: Store, rules: ResultRules, kept?: KeptUnder) {
    this.#store = store
    this.#rules = rules
    this.#kept = kept
  }

  /** Whether what is remembered holds by these rules. */
  holdsBy(rules: ResultRules): boolean {
    return isSame(this.#rules, rules, (campaign) => (this.met.get(campaign)?.size ?? 0) > 0)
  }

  /** Goes on by rules by which what is remembered holds. */
  goOnBy(rules: ResultRules): void {
    this.#rules = rules
  }

  /** Brings everything to what is told by now. Calls must wait for each other. */
  async follow(): Promise<void> {
    if (this.#mark < 0 && !(await this.#recall())) await this.#readAll()
    else await this.#readChanged()
  }

  get era(): string {
    return this.#kept?.era ?? ''
  }

  get parts(): number {
    return Math.ceil(this.ids.length / PART)
  }

  told(): Told | undefined {
    const { goals, motions, windowDays } = this.#rules
    return this.#mark < 0 ? undefined : { goals: [...goals], motions: [...motions], windowDays, mark: this.#mark, position: this.#position }
  }

  pack(part: number): Uint8Array {
    const from = part * PART
    const ids = this.ids.slice(from, from + PART)
    const entries = <T>(map: ReadonlyMap<number, T>) => new Map(ids.flatMap((_, place) => entryOf(map, from + place)))
    return packResults({
      from,
      ids,
      paying: entries(this.paying),
      growing: entries(this.growing),
      met: new Map([...this.met].map(([campaign, met]) => [campaign, met.rowsOf(from, from + PART)])),
    })
  }

  /** Takes up what an earlier start remembered; false where there is nothing that fits. */
  async #recall(): Promise<boolean> {
    if (this.#kept === undefined) return false
    let told: Told | undefined
    const read = new Results(this.#store, this.#rules)
    const begin = (what: unknown) => Boolean((told = what as Told))
    const head = await readSnapshot(this.#store, this.#kept.kind, begin, (body) => read.#take(unpackResults(body))).catch(() => undefined)
    if (!head || !told) return false
    const { goals, motions, windowDays, mark, position } = told
    if (!isSame({ goals: new Map(goals), motions: new Map(motions), windowDays }, this.#rules, (campaign) => read.met.has(campaign)))
      return false
    this.from = head
    this.met = read.met
    this.ids = read.ids
    this.growing = read.growing
    this.paying = read.paying
    this.#numbers = read.#numbers
    this.#mark = mark
    this.#position = position
    this.revision += 1
    this.turn += 1
    return true
  }

  #take({ ids, paying, growing, met }: ResultPart): void {
    for (const id of ids) this.#numberOf(id)
    for (const [number, paid] of paying) this.paying.set(number, paid)
    for (const [number, grown] of growing) this.growing.set(number, grown)
    for (const [campaign, rows] of met) {
      const own = this.met.get(campaign) ?? new Met()
      this.met.set(campaign, own)
      own.take(rows)
    }
  }

  async #readAll(): Promise<void> {
    const { results, events } = this.#store
    const [mark, position] = [await results.mark(), await events.last()]
    for (let after = ''; ;) {
      const ids = await results.page(after, PAGE)
      await this.#read(ids)
      if (ids.length < PAGE) break
      after = ids.at(-1) ?? after
      await others()
    }
    this.#mark = mark
    this.#position = position
  }

  async #readChanged(): Promise<void> {
    const { results, events } = this.#store
    const names = [...questionOf(this.#rules).goals.names, ...ENGAGED]
    const until = await events.last()
    const changed = until > this.#position ? await results.named(names, this.#position, until) : new Set<string>()
    const marked = await results.marked(this.#mark)
    for (const { account } of marked) changed.add(account)
    const ids = [...changed]
    for (let from = 0; from < ids.length; from += PAGE) {
      if (from > 0) await others()
      await this.#read(ids.slice(from, from + PAGE))
    }
    this.#mark = marked.at(-1)?.mark ?? this.#mark
    this.#position = until
  }

  async #read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    this.turn += 1
    const rows = await this.#store.results.rows(ids, questionOf(this.#rules))
    const encounters = Map.groupBy(rows.encounters, ({ account }) => account)
    const worth = Map.groupBy(rows.worth, ({ account }) => account)
    const movements = Map.groupBy(rows.movements, ({ account }) => account)
    const conversions = Map.groupBy(rows.conversions, ({ account }) => account)
    const events = Map.groupBy(rows.events, ({ account }) => account)
    const members = Map.groupBy(rows.members, ({ account }) => account)
    this.#credit(ids, rows.growth)
    for (const id of ids) {
      this.changed.add(Math.floor(this.#numberOf(id) / PART))
      const theirs = {
        movements: movements.get(id) ?? [],
        conversions: conversions.get(id) ?? [],
        events: events.get(id) ?? [],
        members: members.get(id) ?? [],
      }
      this.#meet(id, encounters.get(id) ?? [], worth.get(id) ?? [], theirs)
    }
  }

  #meet(id: string, encounters: readonly Encounter[], worth: readonly Worth[], rows: AccountRows): void {
    const number = this.#numberOf(id)
    if (worth.length > 0) this.paying.set(number, paidIn(worth))
    else this.paying.delete(number)
    for (const [campaign, met] of this.met) {
      if (met.has(number) && !encounters.some((one) => one.campaign === campaign)) met.put(number, undefined)
    }
    for (const encounter of encounters) {
      const { campaign, arm, at, shownAt, engagedAt, acceptedAt, answeredAt } = encounter
      const goal = this.#rules.goals.get(campaign)
      const met = this.met.get(campaign) ?? new Met()
      this.met.set(campaign, met)
      const { wonAt, brought, ...counts } = goal
        ? { ...successOf(encounter, goal, rows), ...peopleOf(encounter, goal, rows) }
        : { ...NOTHING, ...NOBODY }
      met.put(number, {
        arm,
        at,
        shownAt: shownAt ?? undefined,
        engagedAt: engagedAt ?? undefined,
        acceptedAt: acceptedAt ?? answeredAt ?? undefined,
        wonAt,
        brought,
        ...counts,
        worth: worthAt(encounter, worth),
      })
    }
  }

  #credit(ids: readonly string[], growth: ResultRows['growth']): void {
    const { motions, windowDays } = this.#rules
    const credits = Map.groupBy(creditsOf(growth, { motions, windowMs: windowDays * DAY_MS }), ({ movement }) => movement.account)
    const standing = standingSince(growth.movements)
    for (const id of ids) {
      const number = this.#numberOf(id)
      const known = this.growing.delete(number)
      const since = standing.get(id) ?? -Infinity
      const theirs = credits.get(id) ?? []
      if (theirs.length > 0 || since > -Infinity) this.growing.set(number, { credits: theirs, standingSince: since })
      if (known || this.growing.has(number)) this.revision += 1
    }
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const number = this.ids.push(id) - 1
    this.#numbers.set(id, number)
    return number
  }

  /** The number of an account; undefined where nothing came of it yet. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id)
  }
}
