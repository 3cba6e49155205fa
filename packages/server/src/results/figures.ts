import { HELD_OUT } from '@espalier/core'
import { byCodePoint } from '../store/by-code-point.ts'
import type { Met } from './met.ts'
import type { Results } from './results.ts'

const QUARTER = 900_000

/** Accounts of one arm, each counted once, at its first exposure. */
export interface ArmCounts {
  arm: string
  accounts: number
  shown: number
  engaged: number
  accepted: number
  converted: number
}

/** What an account's conversions brought in one currency, minor units. */
export interface AccountMoney {
  account: string
  arm: string
  currency: string
  mrr: number
  value: number
}

/** What an account was worth at its first exposure. Without a currency it is what another system told, in a unit of its own. */
export interface AccountWorth {
  account: string
  arm: string
  /** Minor units of MRR by the ledger. */
  worth: number
  currency?: string
}

/** Accounts of an arm that have as many people as each other, as many of whom succeeded. */
export interface PeopleCounts {
  arm: string
  /** Of one account: who was there when it met the campaign. */
  people: number
  /** Of one account: how many of those succeeded within the window. */
  succeeded: number
  /** Of one account: how many of those had done the same within as long a time before. */
  before: number
  accounts: number
}

/** What happened first to how many accounts within one quarter of an hour; `heldOut` separates the arms. */
export interface QuarterCounts {
  /** Whole quarters of an hour since the epoch. */
  quarter: number
  heldOut: boolean
  kind: 'shown' | 'engaged' | 'accepted' | 'converted'
  accounts: number
}

/** What a campaign's report counts. */
export interface Figures {
  /** First exposure; undefined before it. */
  from: number | undefined
  /** By arm. */
  arms: ArmCounts[]
  /** Accounts that brought money within the window, in order of arm and account. */
  money: AccountMoney[]
  /** Accounts that were worth something when they were first exposed, in order of arm and account. */
  worth: AccountWorth[]
  quarters: QuarterCounts[]
  /** In order of arm, people and success; empty where the goal is nothing that people do. */
  people: PeopleCounts[]
}

const NONE: Figures = { from: undefined, arms: [], money: [], worth: [], quarters: [], people: [] }
const counted = new WeakMap<Met, { revision: number; figures: Figures }>()

/** The figures of a campaign; counted again only when something changed. Nobody may change what is answered. */
export function figuresOf(results: Results, campaign: string): Figures {
  const met = results.met.get(campaign)
  if (!met || met.size === 0) return NONE
  const known = counted.get(met)
  if (known?.revision === met.revision) return known.figures
  const figures = {
    from: met.times.at.subarray(0, met.size).reduce((least, at) => Math.min(least, at), Infinity),
    arms: armsOf(met),
    money: inOrder(
      [...met.brought].flatMap(([number, list]) => list.map((one) => ({ ...one, ...whose(results, met, number) }))),
      ({ currency }) => currency,
    ),
    worth: inOrder(
      Array.from(met.worth(), ([number, worth, currency]) => ({
        ...whose(results, met, number),
        worth,
        ...(currency !== null && { currency }),
      })),
      ({ currency = '' }) => currency,
    ),
    quarters: quartersOf(met),
    people: peopleOf(met),
  }
  counted.set(met, { revision: met.revision, figures })
  return figures
}

/** What the list of campaigns shows of the arms. */
export function armsOf({ size, arms, armNames, times }: Met): ArmCounts[] {
  const counts = armNames.map((arm) => ({ arm, accounts: 0, shown: 0, engaged: 0, accepted: 0, converted: 0 }))
  for (let row = 0; row < size; row++) {
    const one = counts[arms[row] ?? 0]
    if (!one) continue
    one.accounts += 1
    if (isTime(times.shownAt[row])) one.shown += 1
    if (isTime(times.engagedAt[row])) one.engaged += 1
    if (isTime(times.acceptedAt[row])) one.accepted += 1
    if (isTime(times.wonAt[row])) one.converted += 1
  }
  return counts.filter(({ accounts }) => accounts > 0).toSorted((one, other) => byCodePoint(one.arm, other.arm))
}

const KINDS = [
  ['shown', 'shownAt'],
  ['engaged', 'engagedAt'],
  ['accepted', 'acceptedAt'],
  ['converted', 'wonAt'],
] as const

/** What happened first to how many accounts, by quarters of an hour. */
function quartersOf({ size, arms, armNames, times }: Met): QuarterCounts[] {
  const heldOut = armNames.indexOf(HELD_OUT)
  return KINDS.flatMap(([kind, time]) => {
    const [shown, held] = [new Map<number, number>(), new Map<number, number>()]
    for (let row = 0; row < size; row++) {
      const at = times[time][row]
      if (!isTime(at)) continue
      const quarter = Math.floor(at / QUARTER)
      const counts = arms[row] === heldOut ? held : shown
      counts.set(quarter, (counts.get(quarter) ?? 0) + 1)
    }
    const rows = (counts: Map<number, number>, isHeld: boolean) =>
      [...counts].map(([quarter, accounts]) => ({ quarter, heldOut: isHeld, kind, accounts }))
    return [...rows(shown, false), ...rows(held, true)]
  })
}

function peopleOf({ size, arms, armNames, counts }: Met): PeopleCounts[] {
  const found = new Map<string, PeopleCounts>()
  for (let row = 0; row < size; row++) {
    const number = arms[row] ?? 0
    const [people = 0, succeeded = 0, before = 0] = [counts.people[row], counts.succeeded[row], counts.before[row]]
    const key = `${number}/${people}/${succeeded}/${before}`
    const known = found.get(key)
    if (known) known.accounts += 1
    else found.set(key, { arm: armNames[number] ?? '', people, succeeded, before, accounts: 1 })
  }
  const all = [...found.values()]
  if (!all.some(({ people }) => people > 0)) return []
  return all.toSorted(
    (one, other) =>
      byCodePoint(one.arm, other.arm) || one.people - other.people || one.succeeded - other.succeeded || one.before - other.before,
  )
}

function whose({ ids }: Results, met: Met, number: number): { account: string; arm: string } {
  return { account: ids[number] ?? '', arm: met.armOf(number) }
}

function inOrder<T extends { arm: string; account: string }>(rows: T[], currencyOf: (one: T) => string): T[] {
  return rows.sort(
    (one, other) =>
      byCodePoint(one.arm, other.arm) || byCodePoint(one.account, other.account) || byCodePoint(currencyOf(one), currencyOf(other)),
  )
}

/** Whether it ever happened. */
function isTime(at: number | undefined): at is number {
  return at !== undefined && !Number.isNaN(at)
}
