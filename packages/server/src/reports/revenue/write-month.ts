import type { RevenueMonth } from '@espalier/core/schema'

/** A month as the ledger has it. */
export type CountedMonth = Omit<RevenueMonth, 'trials'>

/** What the figures of a month are made of. */
export interface MonthSums {
  /** Sums that are divided by each other, all in one unit; losses are positive. */
  exact: Record<'opening' | 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'cohort' | 'kept' | 'capped', number>
  /** As they are shown, in major units. */
  mrr: RevenueMonth['mrr']
  /** Expansion by its cause, in major units. */
  causes: readonly (readonly [cause: string, amount: number])[]
  /** The same of contraction, in positive numbers. */
  losses: readonly (readonly [cause: string, amount: number])[]
  accounts: AccountCounts
}

/** How many accounts stand how at both ends of a month. */
export interface AccountCounts {
  paid: number
  pays: number
  /** Of those who paid, those who do not any more. */
  left: number
  /** Of those who left, those who go on for free where that is not leaving. */
  toFree: number
  /** Those who pay and did not before. */
  added: number
  /** Those who paid for the first time. */
  new: number
  /** Those who came and left within the month. */
  earlyExits: number
}

/** How an account stands at both ends of a month. */
interface AccountSides {
  paid: boolean
  pays: boolean
  isNew: boolean
  isFree: boolean
}

/** Counts accounts, beside those who `paid` before and pay the same. */
export function countAccounts(accounts: Iterable<AccountSides>, unmoved = 0): AccountCounts {
  const counts: AccountCounts = { paid: unmoved, pays: unmoved, left: 0, toFree: 0, added: 0, new: 0, earlyExits: 0 }
  for (const { paid, pays, isNew, isFree } of accounts) {
    if (paid) counts.paid += 1
    if (pays) counts.pays += 1
    if (paid && !pays) counts.left += 1
    if (paid && !pays && isFree) counts.toFree += 1
    if (!paid && pays) counts.added += 1
    if (isNew) counts.new += 1
    if (isNew && !paid && !pays) counts.earlyExits += 1
  }
  return counts
}

/**
 * The figures of one month.
 * Definitions: churn and contraction over opening revenue (gross), less expansion and reactivation (net). NRR and GRR look at the accounts
 * that paid at the beginning alone and leave reactivations out; in GRR no account counts more than it paid then, so that the growth of
 * one does not hide the loss of another. Customer churn: of those who paid at the beginning, the share that does not at the end, and has
 * not merely gone free, where that is not counted as leaving.
 */
export function writeMonth(month: string, complete: boolean, { exact, mrr, causes, losses, accounts }: MonthSums): CountedMonth {
  const { paid: before, pays: paying, toFree, added, earlyExits } = accounts
  const churned = accounts.left - toFree
  const gone = exact.contraction + exact.churn
  return {
    month,
    complete,
    mrr,
    expansionByCause: largestFirst(causes),
    contractionByCause: largestFirst(losses),
    accounts: {
      opening: before,
      added,
      new: accounts.new,
      churned,
      earlyExits,
      ...(toFree > 0 && { toFree }),
      closing: paying,
    },
    nrr: over(exact.kept, exact.cohort),
    grr: over(exact.capped, exact.cohort),
    grossChurn: over(gone, exact.opening),
    netChurn: over(gone - exact.expansion - exact.reactivation, exact.opening),
    expansionRate: over(exact.expansion, exact.opening),
    customerChurn: over(churned, before),
    customerRetention: over(paying + toFree - added, before),
    arpa: over(mrr.closing, paying),
    asp: over(mrr.new, accounts.new),
    quickRatio: over(exact.new + exact.expansion + exact.reactivation, gone),
  }
}

function largestFirst(parts: MonthSums['causes']): Record<string, number> {
  return Object.fromEntries([...parts].toSorted(([, one], [, other]) => other - one))
}

/** Null where there is nothing to divide by. */
function over(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
