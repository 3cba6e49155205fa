import type { HomeReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { touchedLately } from '../features/locked.ts'
import { hasLeft, type KeptAccount } from '../kept/account.ts'
import { countOf } from '../kept/census.ts'
import { accountsAt, type AllAccounts, USUAL_DAYS } from '../kept/memory.ts'
import { EVERYBODY } from '../segments/segment-of.ts'
import type { CountedAccount } from './counted-account.ts'

const LATELY = USUAL_DAYS * 86_400_000

type Step = 'signals' | 'leaveAlone'
type Counted = HomeReport['steps']['signals']

/** An account that a step of Home is about. */
export interface Noticed {
  id: string
  name: string
  plan: string | undefined
  reasons: string[]
}

/** How accounts stand, whatever the month. */
export interface Present {
  accounts: number
  signals: Counted
  leaveAlone: Counted
  /** Part and whole; who has left counts neither here nor among those of whom somebody was seen. */
  utilisation: [used: number, entitled: number]
  engagement: [seen: number, accounts: number]
  /** Who left before the end of it counts: that is what this should show. */
  onboarding: [completed: number, told: number]
  /** Ids of the accounts that this is about. */
  members(): string[]
}

/** Counts how all accounts for which `isMember` says so stand at `now`. */
export async function presentOf(store: Store, isMember: (account: string) => boolean, now: number): Promise<Present> {
  const touched = await touchedLately(store, now)
  const all = await accountsAt(store, now)
  const since = now - LATELY
  const counted =
    isMember === EVERYBODY
      ? all.census.since(since)
      : countOf(
          all.list.filter(({ id }) => isMember(id)),
          since,
        )
  const { accounts, near, spared, ...shares } = counted
  const { locked, alone } = isMember === EVERYBODY ? lockedOfAll(touched, all) : lockedIn(touched, all, isMember)
  const reasons = new Map([
    ['near-limit', near],
    ['locked-touched', locked],
  ])
  return {
    accounts,
    signals: countedBy(near + alone, reasons),
    leaveAlone: countedBy(spared.accounts, spared.reasons),
    ...shares,
    members: () => all.list.flatMap(({ id }) => (isMember(id) ? id : [])),
  }
}

/** Accounts that touched what is locked, and those of them that near no limit. */
interface Locked {
  locked: number
  alone: number
}

/** By those who touched something: how many of all accounts they are. */
const remembered = new WeakMap<object, Locked & Pick<AllAccounts, 'census'> & { revision: number }>()

/** Counted again only when anything changed. */
function lockedOfAll(touched: ReadonlySet<string>, all: AllAccounts): Locked {
  const { census } = all
  const known = remembered.get(touched)
  if (known?.census === census && known.revision === census.revision) return known
  const { revision } = census
  const counted = { ...lockedIn(touched, all, EVERYBODY), census, revision }
  remembered.set(touched, counted)
  return counted
}

function lockedIn(touched: ReadonlySet<string>, { get }: Pick<AllAccounts, 'get'>, isMember: (account: string) => boolean): Locked {
  let [locked, alone] = [0, 0]
  for (const id of touched) {
    const account = isMember(id) ? get(id) : undefined
    if (account) locked += 1
    if (account?.near === false) alone += 1
  }
  return { locked, alone }
}

/** The accounts for which `isMember` says so that a step is about, in order of their ids. */
export async function noticedBy(store: Store, step: Step, isMember: (account: string) => boolean, now: number): Promise<Noticed[]> {
  const touched = await touchedLately(store, now)
  const { list } = await accountsAt(store, now)
  return list.flatMap((account) => {
    if (!isMember(account.id)) return []
    const reasons = step === 'signals' ? signalsOf(account, touched) : [...account.spare]
    return reasons.length > 0 ? [{ id: account.id, name: account.name ?? account.id, plan: account.plan, reasons }] : []
  })
}

/** The accounts for which `isMember` says so that engagement or onboarding is divided from, those that do not count as a success first. */
export async function standingOf(
  store: Store,
  figure: 'engagement' | 'onboarding',
  isMember: (account: string) => boolean,
  now: number,
): Promise<CountedAccount[]> {
  const { list } = await accountsAt(store, now)
  const since = now - LATELY
  return list.flatMap((account): CountedAccount[] => {
    if (!isMember(account.id)) return []
    const counts = figure === 'engagement' ? !hasLeft(account, since) : account.onboarded !== undefined
    const isGood = figure === 'engagement' ? account.lastSeenAt >= since : account.onboarded === true
    const words = figure === 'engagement' ? (['seen', 'not-seen'] as const) : (['onboarded', 'onboarding'] as const)
    return counts ? [{ id: account.id, reasons: new Set([words[isGood ? 0 : 1]]), rank: isGood ? 1 : 0 }] : []
  })
}

function signalsOf({ id, near }: KeptAccount, touched: ReadonlySet<string>): string[] {
  return [...(near ? ['near-limit'] : []), ...(touched.has(id) ? ['locked-touched'] : [])]
}

/** How many accounts have each reason, the most frequent first. */
function countedBy(accounts: number, reasons: ReadonlyMap<string, number>): Counted {
  const some = [...reasons].flatMap(([reason, times]) => (times > 0 ? { reason, accounts: times } : []))
  return { accounts, reasons: some.toSorted((one, other) => other.accounts - one.accounts || (one.reason < other.reason ? -1 : 1)) }
}
