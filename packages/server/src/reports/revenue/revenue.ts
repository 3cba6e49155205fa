import type { RevenueMonth, RevenueQuery, RevenueReport } from '@espalier/core/schema'
import { periodOf } from '../../decisions/period.ts'
import { loadRules } from '../../decisions/rules.ts'
import { HttpError } from '../../http/errors.ts'
import type { Store } from '../../store/store.ts'
import { keptAnswer, ledgerStamp } from '../kept/answers.ts'
import { others } from '../../others.ts'
import { membersOf, segmentsBy } from '../segments/segment-of.ts'
import { openBooks } from './books.ts'
import { monthsBefore, monthsBetween } from './months.ts'
import { markRevised } from './revised.ts'
import { dayIn, firstMovementIn, movementsIn, scopeOf, type Scope } from './scope.ts'
import { trialsOf } from './trials.ts'
import { retentionOfYear } from './year.ts'

/** Months that are shown where the query does not say. */
const USUAL = 12
/** More than these are too much for one answer. */
const MOST = 120
/** LTV needs this many complete months, and this many accounts that left in them; see `ltvOf`. */
const ENOUGH = { months: 3, churned: 30 }
/** Groups that are reported beside each other. */
const GROUPS = 50
/** LTV looks back no further. */
const RECENT = 6

/** How recurring revenue moved, by months of the workspace's zone. `now` is epoch milliseconds. */
export async function revenueReport(store: Store, query: RevenueQuery, now: number): Promise<RevenueReport> {
  // Groups are those of today's accounts, which the ledger does not know.
  if (query.by !== undefined) return reportAnew(store, query, now)
  const stamp = await ledgerStamp(store)
  const { zone } = (await loadRules(store)).settings
  const report = await keptAnswer(store, ['revenue', query, dayIn(now, zone), ...stamp], () => reportAnew(store, query, now))
  return { ...report, asOf: new Date(now).toISOString() }
}

async function reportAnew(store: Store, query: RevenueQuery, now: number): Promise<RevenueReport> {
  const scope = await scopeOf(store, query.currency)
  const { zone, currency, known, hasRates, paidToFree, churnRecognised, margin } = scope
  const present = periodOf(now, 'month', zone)
  const last = query.to === undefined || query.to > present ? present : query.to
  const first = await firstMonth(store, query, scope, last)
  const spans = first > last ? [] : monthsBetween(first, last, zone)
  const [begin, end] = [spans[0]?.from ?? now, spans.at(-1)?.to ?? now]
  const isMember = await membersOf(store, query, now)
  // What an account was before decides what going free counts as, so that all has to be read at once.
  const whole = paidToFree === 'contraction' ? await movementsIn(store, scope, begin, end) : undefined
  const books = await openBooks(store, scope, begin, isMember, now)
  const trials = (await store.billing.firstTrials()).filter(({ account }) => isMember(account))
  const latest = spans.findLast(({ to }) => to <= now) ?? spans.at(-1)
  const groups = query.by !== undefined && query.value === undefined ? query.by : undefined
  const segmentOf = groups === undefined ? undefined : await segmentsBy(store, groups, now)
  const segments: RevenueReport['segments'] = []
  const months: RevenueMonth[] = []
  for (const span of spans) {
    await others()
    const moved = (
      whole?.filter(({ at }) => at >= span.from && at < span.to) ?? (await movementsIn(store, scope, span.from, span.to))
    ).filter(({ account }) => isMember(account))
    if (span === latest && segmentOf) {
      const of = Map.groupBy(trials, ({ account }) => segmentOf(account))
      const found = books.grouped(span, moved, segmentOf)
      segments.push(...found.map(({ value, month }) => ({ value, month: { ...month, trials: trialsOf(of.get(value) ?? [], span, now) } })))
    }
    const month = books.month(span, moved)
    if (month) months.push({ ...month, trials: trialsOf(trials, span, now) })
  }
  segments.sort((one, other) => other.month.mrr.opening - one.month.mrr.opening || (one.value < other.value ? -1 : 1))
  const complete = months.filter((one) => one.complete)
  return {
    zone,
    currency,
    asOf: new Date(now).toISOString(),
    months: query.value === undefined ? await markRevised(store, months, spans) : months,
    trailing: trailingOf(complete.slice(-12)),
    year: latest ? await retentionOfYear(store, scope, latest, isMember, now) : null,
    ltv: ltvOf(complete.slice(-RECENT), margin),
    segment: query.by !== undefined && query.value !== undefined ? { by: query.by, value: query.value } : null,
    segments: segments.slice(0, GROUPS),
    moreSegments: Math.max(0, segments.length - GROUPS),
    otherCurrencies: known.filter((one) => one !== currency),
    paidToFree,
    churnRecognised,
    exchange: books.rates(),
    hasRates,
  }
}

/** Not before the first movement: months in which nothing was billed say nothing. Throws a 400 for more months than an answer has. */
async function firstMonth(store: Store, { from }: RevenueQuery, scope: Scope, last: string): Promise<string> {
  const furthest = monthsBefore(last, MOST - 1)
  if (from !== undefined && from < furthest) {
    const expected = `at most ${MOST} months, from ${furthest} to ${last}`
    throw new HttpError(400, 'invalid-query', `from: expected ${expected}`, { field: 'from', expected })
  }
  const earliest = from ?? monthsBefore(last, USUAL)
  const began = await firstMovementIn(store, scope)
  const known = began === undefined ? last : periodOf(began, 'month', scope.zone)
  return known > earliest && from === undefined ? known : earliest
}

function trailingOf(months: readonly RevenueMonth[]): RevenueReport['trailing'] {
  const mean = (of: (month: RevenueMonth) => number | null): number | null => {
    const known = months.flatMap((one) => of(one) ?? [])
    return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : null
  }
  return {
    months: months.length,
    grossChurn: mean((one) => one.grossChurn),
    netChurn: mean((one) => one.netChurn),
    customerChurn: mean((one) => one.customerChurn),
    nrr: mean((one) => one.nrr),
    grr: mean((one) => one.grr),
  }
}

/**
 * ARPA of the last complete month divided by the monthly customer churn of the last three to six. Few accounts leave in a few months, so
 * under 30 of them the quotient jumps and none is given.
 */
function ltvOf(months: readonly RevenueMonth[], margin: number | null): RevenueReport['ltv'] {
  const churned = months.reduce((sum, one) => sum + one.accounts.churned, 0)
  const counted = { months: months.length, churned, margin }
  if (months.length < ENOUGH.months) return { value: null, reason: 'too-few-months', ...counted }
  if (churned < ENOUGH.churned) return { value: null, reason: 'too-few-churned', ...counted }
  const paid = months.reduce((sum, one) => sum + one.accounts.opening, 0)
  const arpa = months.at(-1)?.arpa ?? 0
  return { value: (arpa * (margin ?? 1)) / (churned / paid), ...counted }
}
