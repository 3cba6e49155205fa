import type { CohortQuery, CohortReport } from '@espalier/core/schema'
import { toMajor } from '../../billing/money.ts'
import { periodOf } from '../../decisions/period.ts'
import type { Store } from '../../store/store.ts'
import { membersOf } from '../segments/segment-of.ts'
import { monthsBefore, monthsBetween } from './months.ts'

/**
 * What became of accounts by the month in which they paid for the first time. Whoever pays at the end of a month counts, whether they were
 * gone in between or not. The share of the money can be above 1: growth counts, too.
 */
export async function cohortReport(store: Store, query: CohortQuery, now: number): Promise<CohortReport> {
  const { zone, currency: own, revenue: shown } = await store.workspace.settings()
  const currency = query.currency ?? shown.currency ?? own
  const last = periodOf(now, 'month', zone)
  const spans = monthsBetween(monthsBefore(last, query.months), last, zone)
  const isMember = await membersOf(store, query, now)
  const movements = await store.billing.movementsBetween(currency, spans[0]?.from ?? now, now + 1)
  const cohorts = spans.map(({ name }) => ({
    month: name,
    paid: new Map<string, number>(),
    first: 0,
    revenue: [] as number[],
    logo: [] as number[],
  }))
  const cohortOf = new Map<string, (typeof cohorts)[number]>()
  let read = 0
  for (const [index, span] of spans.entries()) {
    for (let one = movements[read]; one && one.at < span.to; one = movements[(read += 1)]) {
      if (one.kind === 'new' && isMember(one.account)) {
        const cohort = cohorts[index]
        if (!cohort) continue
        if (!cohortOf.has(one.account)) cohortOf.set(one.account, cohort)
        cohort.first += one.amount
      }
      const paid = cohortOf.get(one.account)?.paid
      paid?.set(one.account, (paid.get(one.account) ?? 0) + one.amount)
    }
    if (span.to > now) break
    for (const { paid, revenue, logo } of cohorts.slice(0, index + 1)) {
      const amounts = [...paid.values()].filter((amount) => amount > 0)
      revenue.push(amounts.reduce((sum, amount) => sum + amount, 0))
      logo.push(amounts.length)
    }
  }
  return {
    zone,
    currency,
    asOf: new Date(now).toISOString(),
    cohorts: cohorts
      .filter(({ paid }) => paid.size > 0)
      .map(({ month, paid, first, revenue, logo }) => ({
        month,
        accounts: paid.size,
        mrr: toMajor(first, currency),
        revenue: revenue.map((amount) => (first > 0 ? amount / first : null)),
        logo: logo.map((accounts) => accounts / paid.size),
      })),
  }
}
