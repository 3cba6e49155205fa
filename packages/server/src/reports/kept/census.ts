import { hasLeft, type KeptAccount } from './account.ts'
import { ByTime } from './by-time.ts'

/** How accounts stand together at a time. Nobody may change what is answered. */
export interface Counted {
  accounts: number
  /** How many near a limit. */
  near: number
  /** How many should be spared, and for which reasons; an account can have several. */
  spared: { accounts: number; reasons: ReadonlyMap<string, number> }
  /** Part and whole; who has left counts neither here nor among those of whom somebody was seen. */
  utilisation: [used: number, entitled: number]
  engagement: [seen: number, accounts: number]
  onboarding: [completed: number, told: number]
}

/**
 * Counts accounts as they come and go, so that an answer looks at those that changed and not at all of them. What follows from the
 * course of time alone is counted when it is asked for.
 */
export class Census {
  /** Another number whenever any account changed. */
  revision = 0
  /** What was answered last: it holds for times from `since` to `until`. */
  #last: { revision: number; since: number; until: number; counted: Counted } | undefined
  #accounts = 0
  #near = 0
  readonly #onboarding: [completed: number, told: number] = [0, 0]
  readonly #breadth = { used: 0, entitled: 0 }
  /** By list of reasons, of which there are few. */
  readonly #spared = new Map<readonly string[], number>()
  readonly #seen: ByTime<KeptAccount>
  /** Those whose subscriptions have ended, by the time after which nothing was heard of them. */
  readonly #ended: ByTime<KeptAccount>

  /** `get` answers the account that was counted last under a number. */
  constructor(get: (number: number) => KeptAccount | undefined) {
    this.#seen = new ByTime(({ lastSeenAt }) => lastSeenAt, get)
    this.#ended = new ByTime(({ endedAt = Infinity, lastSeenAt }) => Math.max(endedAt, lastSeenAt), get)
  }

  /** Counts an account under its number, in the place of what was counted under it before. */
  replace(number: number, before: KeptAccount | undefined, account: KeptAccount): void {
    this.revision += 1
    if (before) {
      this.#count(before, -1)
      this.#seen.remove(number, before)
      this.#ended.remove(number, before)
    }
    this.#count(account, 1)
    this.#seen.add(number, account)
    if (account.endedAt !== undefined) this.#ended.add(number, account)
  }

  /** All of them, where who was last seen before `since` is not engaged, and may have left. Epoch milliseconds. */
  since(since: number): Counted {
    const last = this.#last
    if (last?.revision === this.revision && since >= last.since && since <= last.until) return last.counted
    const reasons = new Map<string, number>()
    let spared = 0
    for (const [list, accounts] of this.#spared) {
      spared += accounts
      for (const reason of list) reasons.set(reason, (reasons.get(reason) ?? 0) + accounts)
    }
    const left = this.#ended.before(since)
    const unseen = this.#seen.before(since)
    const counted: Counted = {
      accounts: this.#accounts,
      near: this.#near,
      spared: { accounts: spared, reasons },
      utilisation: [this.#breadth.used - left.used, this.#breadth.entitled - left.entitled],
      engagement: [this.#accounts - unseen.accounts, this.#accounts - left.accounts],
      onboarding: [...this.#onboarding],
    }
    this.#last = { revision: this.revision, since, until: Math.min(left.until, unseen.until), counted }
    return counted
  }

  #count({ near, onboarded, spare, pattern }: KeptAccount, by: 1 | -1): void {
    this.#accounts += by
    if (near) this.#near += by
    if (onboarded !== undefined) this.#onboarding[1] += by
    if (onboarded === true) this.#onboarding[0] += by
    this.#breadth.used += by * pattern.breadth.used
    this.#breadth.entitled += by * pattern.breadth.entitled
    if (spare.length > 0) {
      const left = (this.#spared.get(spare) ?? 0) + by
      if (left > 0) this.#spared.set(spare, left)
      else this.#spared.delete(spare)
    }
  }
}

/** Counts the same of accounts that are given, one after the other. */
export function countOf(accounts: Iterable<KeptAccount>, since: number): Counted {
  const reasons = new Map<string, number>()
  const counted = { accounts: 0, near: 0 }
  const utilisation: Counted['utilisation'] = [0, 0]
  const engagement: Counted['engagement'] = [0, 0]
  const onboarding: Counted['onboarding'] = [0, 0]
  let spared = 0
  for (const account of accounts) {
    counted.accounts += 1
    if (account.near) counted.near += 1
    if (account.spare.length > 0) spared += 1
    for (const reason of account.spare) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    if (account.onboarded !== undefined) onboarding[1] += 1
    if (account.onboarded === true) onboarding[0] += 1
    if (hasLeft(account, since)) continue
    utilisation[0] += account.pattern.breadth.used
    utilisation[1] += account.pattern.breadth.entitled
    engagement[1] += 1
    if (account.lastSeenAt >= since) engagement[0] += 1
  }
  return { ...counted, spared: { accounts: spared, reasons }, utilisation, engagement, onboarding }
}
