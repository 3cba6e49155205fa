import type { CohortQuery, CohortReport } from '@espalier/core/schema'
import { shown, type FineAmount } from '../../billing/exchange.ts'
import { toMajor } from '../../billing/money.ts'
import { periodOf } from '../../decisions/period.ts'
import type { Movement } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import { membersOf } from '../segments/segment-of.ts'
import { monthsBefore, monthsBetween, type Month } from './months.ts'
import { createRatesSeen } from './rates-seen.ts'
import { dayIn, movementsIn, scopeOf, type Scope } from './scope.ts'

/** Accounts that began in one month. Amounts are minor units by currency. */
interface Cohort {
  span: Month
  /** What they paid at first. */
  first: Map<string, number>
  paid: Map<string, Map<string, number>>
  /** By age: what all of them pay, and how many pay. */
  ages: { amounts: Map<string, number>; paying: number }[]
}

/**
 * What became of accounts by the month in which they paid for the first time. Whoever pays at the end of a month counts, whether they were
 * gone in between or not. The share of the money can be above 1: growth counts, too. Where several currencies are counted, all amounts of
 * a cohort are exchanged at the rates of the last day of its first month, so that exchange rates are nobody's growth or loss.
 */
export async function cohortReport(store: Store, query: CohortQuery, now: number): Promise<CohortReport> {
  const scope = await scopeOf(store, query.currency)
  const { zone, currency, exchange } = scope
  const last = periodOf(now, 'month', zone)
  const spans = monthsBetween(monthsBefore(last, query.months), last, zone)
  const isMember = await membersOf(store, query, now)
  const found = followed(await historyOf(store, scope, spans[0]?.from ?? now, now), spans, isMember, exchange !== undefined, now)
  const seen = createRatesSeen(currency)
  const cohorts = found.map(({ span, first, paid, ages }) => {
    const day = dayIn(Math.min(span.to - 1, now), zone)
    const worth = (amounts: ReadonlyMap<string, number>): FineAmount =>
      [...amounts].reduce(
        (sum, [one, amount]) => sum + BigInt(amount) * (exchange && amount !== 0 ? seen.take(exchange.rateOn(one, day), one, day) : 1n),
        0n,
      )
    const began = worth(first)
    const kept = ages.map(({ amounts }) => worth(amounts))
    const known = !seen.lacks(span.name)
    return {
      month: span.name,
      accounts: paid.size,
      mrr: known ? (exchange ? shown(began, currency) : toMajor(Number(began), currency)) : null,
      revenue: kept.map((amount) => (known && began > 0n ? Number(amount) / Number(began) : null)),
      logo: ages.map(({ paying }) => paying / paid.size),
    }
  })
  return { zone, currency, asOf: new Date(now).toISOString(), cohorts, exchange: exchange ? seen.told() : null }
}

/** With one currency the ledger itself says who is new; with several an account is new with its first movement of all. */
function historyOf(store: Store, scope: Scope, from: number, now: number): Promise<Movement[]> {
  return scope.exchange ? movementsIn(store, scope, 0, now + 1) : store.billing.movementsBetween(scope.currency, from, now + 1)
}

/**
 * The cohorts that somebody belongs to, followed to the end of the last complete month.
 * @param movements oldest first
 * @param several whether an account can pay in more than one currency, so that what is new in one of them can be growth
 */
function followed(
  movements: readonly Movement[],
  spans: readonly Month[],
  isMember: (account: string) => boolean,
  several: boolean,
  now: number,
): Cohort[] {
  const cohorts: Cohort[] = spans.map((span) => ({ span, first: new Map(), paid: new Map(), ages: [] }))
  const cohortOf = new Map<string, Cohort>()
  const known = new Set<string>()
  const add = (to: Map<string, number>, { currency, amount }: Movement) => to.set(currency, (to.get(currency) ?? 0) + amount)
  let read = 0
  for (const [index, span] of spans.entries()) {
    const cohort = cohorts[index]
    for (let one = movements[read]; one && one.at < span.to; one = movements[(read += 1)]) {
      const begins = one.kind === 'new' && isMember(one.account) && !(several && known.has(one.account)) && one.at >= span.from
      known.add(one.account)
      if (begins && cohort) {
        if (!cohortOf.has(one.account)) cohortOf.set(one.account, cohort)
        add(cohort.first, one)
      }
      const theirs = cohortOf.get(one.account)
      if (!theirs) continue
      const amounts = theirs.paid.get(one.account) ?? new Map<string, number>()
      theirs.paid.set(one.account, amounts)
      add(amounts, one)
    }
    if (span.to > now) break
    for (const { paid, ages } of cohorts.slice(0, index + 1)) ages.push(standing(paid))
  }
  return cohorts.filter(({ paid }) => paid.size > 0)
}

function standing(paid: Cohort['paid']): Cohort['ages'][number] {
  const amounts = new Map<string, number>()
  let paying = 0
  for (const theirs of paid.values()) {
    const left = [...theirs].filter(([, amount]) => amount > 0)
    if (left.length > 0) paying += 1
    for (const [currency, amount] of left) amounts.set(currency, (amounts.get(currency) ?? 0) + amount)
  }
  return { amounts, paying }
}
