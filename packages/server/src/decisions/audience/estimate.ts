import type { Facts, Reason } from '@espalier/core'
import type { Clause } from './clause.ts'

/** Somebody whose facts are known. */
export interface Known {
  user: string
  account: string
  facts: Facts
}

/** People and the accounts they belong to. */
export interface Heads {
  people: number
  accounts: number
}

/** Somebody who does not match, and what they lack. */
export interface Near {
  user: string
  account: string
  lacking: Reason[]
  /** The sum over what is lacking: 0 would be a match, each condition adds at most 1. */
  distance: number
}

/** Who matches an audience now. What only the page could answer counts as matched. */
export interface Estimate {
  total: Heads
  matching: Heads
  sample: { user: string; account: string }[]
  /** Fewest lacking conditions first, then the smallest distance. */
  nearest: Near[]
  byClause: { path: string | null; operator: string; needed: unknown; passing: number; open: number }[]
}

/** Takes people one by one, and keeps of them no more than the answer needs. */
export interface Estimator {
  add(known: Known): void
  estimate(): Estimate
}

/** Starts an estimate with samples of `limit` people. */
export function createEstimator(clauses: readonly Clause[], limit: number): Estimator {
  const all = { people: 0, accounts: new Set<string>() }
  const matching = { people: 0, accounts: new Set<string>() }
  const counts = clauses.map(() => ({ passing: 0, open: 0 }))
  const sample: { user: string; account: string }[] = []
  let nearest: Near[] = []
  /** Whoever lacks more than this will not be among the nearest. */
  let most = Infinity

  /** Keeps the list short, without sorting it for each of many people. */
  const note = (near: Near): void => {
    nearest.push(near)
    if (nearest.length < limit * 4) return
    nearest = nearest.toSorted(byNearness).slice(0, limit)
    most = nearest.at(-1)?.lacking.length ?? Infinity
  }
  return {
    add({ user, account, facts }) {
      all.people += 1
      all.accounts.add(account)
      const failed: Clause[] = []
      clauses.forEach((clause, index) => {
        const holds = clause.holds(facts)
        const count = counts[index]
        if (holds === false) failed.push(clause)
        else if (count) count[holds ? 'passing' : 'open'] += 1
      })
      if (failed.length > 0) {
        if (failed.length > most) return
        const distance = failed.reduce((sum, clause) => sum + clause.distance(facts), 0)
        note({ user, account, lacking: failed.map((clause) => clause.reason(facts)), distance })
        return
      }
      matching.people += 1
      matching.accounts.add(account)
      if (sample.length < limit) sample.push({ user, account })
    },
    estimate() {
      nearest = nearest.toSorted(byNearness).slice(0, limit)
      return {
        total: { people: all.people, accounts: all.accounts.size },
        matching: { people: matching.people, accounts: matching.accounts.size },
        sample,
        nearest,
        byClause: clauses.map(({ path, operator, needed }, index) => ({
          path,
          operator,
          needed,
          ...(counts[index] ?? { passing: 0, open: 0 }),
        })),
      }
    },
  }
}

function byNearness(one: Near, other: Near): number {
  return one.lacking.length - other.lacking.length || one.distance - other.distance || (one.user < other.user ? -1 : 1)
}
