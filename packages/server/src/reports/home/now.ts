import type { HomeReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { firstTouchAfter, touchesOf, type Touches } from '../features/locked.ts'
import { hasLeft, type KeptAccount } from '../kept/account.ts'
import { accountsAt, type AllAccounts, USUAL_DAYS } from '../kept/memory.ts'
import { EVERYBODY } from '../segments/segment-of.ts'

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

/** By version of all accounts: how they stand, from a time until before another. */
const remembered = new WeakMap<object, { now: number; until: number; present: Present }>()

/** Counts how all accounts for which `isMember` says so stand at `now`. All of them are counted again only when something changes. */
export async function presentOf(store: Store, isMember: (account: string) => boolean, now: number): Promise<Present> {
  const all = await accountsAt(store, now)
  const { version } = all
  const known = isMember === EVERYBODY ? remembered.get(version) : undefined
  if (known && now >= known.now && now < known.until) return known.present
  const touches = await touchesOf(store, now - LATELY, now, isMember)
  const { present, oldest } = count(all, isMember, accountsIn(touches), now)
  if (isMember === EVERYBODY) remembered.set(version, { now, until: await endOf(store, oldest, touches, now), present })
  return present
}

/** When accounts would be counted differently by the course of time alone; `oldest` is the first time of theirs that is not long ago. */
async function endOf(store: Store, oldest: number, touches: Touches, now: number): Promise<number> {
  let first = oldest
  for (const accounts of touches.values()) for (const { lastAt } of accounts.values()) first = Math.min(first, lastAt)
  return Math.min(first + LATELY + 1, (await firstTouchAfter(store, now)) ?? Infinity)
}

/** Counts in one pass, because a look at each of all accounts is what takes time. */
function count(
  { list, get }: Pick<AllAccounts, 'list' | 'get'>,
  isMember: (account: string) => boolean,
  touched: ReadonlySet<string>,
  now: number,
): { present: Present; oldest: number } {
  const signals = createCount()
  const leaveAlone = createCount()
  const since = now - LATELY
  let oldest = now
  let accounts = 0
  let seen = 0
  let left = 0
  const utilisation: Present['utilisation'] = [0, 0]
  const onboarding: Present['onboarding'] = [0, 0]
  for (const account of list) {
    const { id, near, spare, onboarded, lastSeenAt, endedAt = -Infinity } = account
    if (!isMember(id)) continue
    accounts += 1
    if (near) signals.add(signalsOf(account, touched))
    if (spare.length > 0) leaveAlone.add(spare)
    if (onboarded !== undefined) onboarding[1] += 1
    if (onboarded === true) onboarding[0] += 1
    if (lastSeenAt >= since && lastSeenAt < oldest) oldest = lastSeenAt
    if (endedAt >= since && endedAt < oldest) oldest = endedAt
    if (hasLeft(account, since)) {
      left += 1
      continue
    }
    const { used, entitled } = account.pattern.breadth
    utilisation[0] += used
    utilisation[1] += entitled
    if (lastSeenAt >= since) seen += 1
  }
  for (const id of touched) {
    const account = get(id)
    if (account && !account.near && isMember(id)) signals.add(signalsOf(account, touched))
  }
  const present: Present = {
    accounts,
    signals: signals.counted(),
    leaveAlone: leaveAlone.counted(),
    utilisation,
    engagement: [seen, accounts - left],
    onboarding,
    members: () => list.flatMap(({ id }) => (isMember(id) ? id : [])),
  }
  return { present, oldest }
}

/** The accounts for which `isMember` says so that a step is about, in order of their ids. */
export async function noticedBy(store: Store, step: Step, isMember: (account: string) => boolean, now: number): Promise<Noticed[]> {
  const touched = accountsIn(await touchesOf(store, now - LATELY, now, isMember))
  const { list } = await accountsAt(store, now)
  return list.flatMap((account) => {
    if (!isMember(account.id)) return []
    const reasons = step === 'signals' ? signalsOf(account, touched) : [...account.spare]
    return reasons.length > 0 ? [{ id: account.id, name: account.name ?? account.id, plan: account.plan, reasons }] : []
  })
}

function accountsIn(touches: Touches): Set<string> {
  return new Set([...touches.values()].flatMap((accounts) => [...accounts.keys()]))
}

function signalsOf({ id, near }: KeptAccount, touched: ReadonlySet<string>): string[] {
  return [...(near ? ['near-limit'] : []), ...(touched.has(id) ? ['locked-touched'] : [])]
}

/** Counts accounts, and how many have each reason; an account can have several. */
function createCount(): { add(reasons: readonly string[]): void; counted(): Counted } {
  let accounts = 0
  const counts = new Map<string, number>()
  return {
    add(reasons) {
      accounts += 1
      for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    },
    counted() {
      const reasons = [...counts].map(([reason, times]) => ({ reason, accounts: times }))
      return { accounts, reasons: reasons.toSorted((one, other) => other.accounts - one.accounts) }
    },
  }
}
