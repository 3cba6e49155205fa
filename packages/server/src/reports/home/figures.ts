import type { Motion } from '@espalier/core'
import type { HomeFigureId, RevenueMonth, RevenueReport } from '@espalier/core/schema'
import type { Credit } from '../../attribution/credit.ts'
import { keptOf } from '../../attribution/kept.ts'
import type { LoadedLeads } from '../../leads/load-leads.ts'
import { monthsBefore, type Month } from '../revenue/months.ts'
import type { Present } from './now.ts'
import { incremental } from './incremental.ts'
import { CROSS_SELL, perExposed, UPSELL, type Proposals } from './proposals.ts'
import { leadFigures } from './lead-figures.ts'
import type { AllSaid, MonthSaid, PresentSaid, Said } from './said.ts'
import type { Voices } from './voices.ts'

const DAY = 86_400_000
/** Kept expansion is asked for after so many days. */
export const KEPT_AFTER = 90
/** Months whose offers the incremental figure looks at. */
export const YEAR = 365 * DAY

/** Figures that say nothing about a month of which the revenue could not be exchanged. */
const BY_REVENUE: readonly (keyof MonthSaid)[] = [
  'expansionMrr',
  'nrr',
  'grr',
  'grossChurn',
  'netChurn',
  'customerChurn',
  'arpa',
  'quickRatio',
  'upsellPerExisting',
  'crossSellPerExisting',
]

/** All that the figures of one month are made of. */
export interface Sources {
  span: Month
  /** `no-rate` where a month could not be exchanged. */
  revenue: RevenueMonth | 'no-rate' | undefined
  ltv: RevenueReport['ltv']
  proposals: readonly Proposals[]
  credits: readonly Credit[]
  /** A rate is missing that credits are exchanged by. */
  unrated: boolean
  motions: ReadonlyMap<string, Motion>
  voices: Voices
  leads: LoadedLeads
  /** Whether an account paid just before a time. */
  paidBefore(account: string, at: number): boolean
  zone: string
  now: number
}

/** The figures of one month; where a number would mean nothing, the reason why there is none. */
export function figuresOf({ revenue, ...sources }: Sources): MonthSaid {
  if (revenue !== 'no-rate') return saidOf({ revenue, ...sources })
  const said = saidOf({ revenue: undefined, ...sources })
  const silent = BY_REVENUE.map((id) => [id, { unit: said[id].unit, of: said[id].of, value: null, reason: 'no-rate' }])
  return { ...said, ...Object.fromEntries(silent) }
}

function saidOf(sources: Sources & { revenue: RevenueMonth | undefined }): MonthSaid {
  const { span, revenue, ltv, proposals, credits, unrated, voices, leads, zone, now } = sources
  const { nps, csat } = voices.of(span)
  const paying = revenue?.accounts.opening ?? 0
  const credited = (of: readonly Motion[]) => new Set(creditedIn(sources, of, span).map(({ movement }) => movement.account)).size
  return {
    expansionMrr: { unit: 'money', of: 'month', value: revenue?.mrr.expansion ?? null },
    keptExpansion: unrated ? { unit: 'share', of: 'month', value: null, reason: 'no-rate' } : keptFigure(credits, Math.min(span.to, now)),
    nrr: shareOf(revenue?.nrr),
    grr: shareOf(revenue?.grr),
    grossChurn: shareOf(revenue?.grossChurn),
    netChurn: shareOf(revenue?.netChurn),
    customerChurn: { ...shareOf(revenue?.customerChurn), part: revenue?.accounts.churned ?? 0, whole: paying },
    arpa: known({ unit: 'money', of: 'month', value: revenue?.arpa ?? null }, 'nobody-pays'),
    ltv: {
      unit: 'money',
      of: 'now',
      value: ltv.value,
      ...(ltv.reason !== undefined && { reason: ltv.reason }),
      part: ltv.churned,
      whole: ltv.months,
    },
    quickRatio: known({ unit: 'ratio', of: 'month', value: revenue?.quickRatio ?? null }, 'nothing-lost'),
    upsellPerExisting: dividing(credited(UPSELL), paying, 'nothing-before'),
    upsellPerExposed: dividing(...perExposed(proposals, UPSELL, span), 'nothing-shown'),
    crossSellPerExisting: dividing(credited(CROSS_SELL), paying, 'nothing-before'),
    crossSellPerExposed: dividing(...perExposed(proposals, CROSS_SELL, span), 'nothing-shown'),
    incrementalUpsell: incrementalFigure(proposals, span, now),
    nps: {
      unit: 'points',
      of: 'month',
      value: nps.nps,
      ...(nps.n !== null && { whole: nps.n }),
      ...(nps.margin !== null && { margin: nps.margin }),
      ...(nps.nps === null && { reason: voices.asked.nps ? 'too-few-answers' : 'nobody-asked' }),
    },
    csat: {
      unit: 'share',
      of: 'month',
      value: csat.share,
      ...(csat.n !== null && { whole: csat.n }),
      ...(csat.low !== null && csat.high !== null && { low: csat.low, high: csat.high }),
      ...(csat.share === null && { reason: voices.asked.csat ? 'too-few-answers' : 'no-question' }),
    },
    ...leadFigures(leads, span, zone),
  }
}

/** What campaigns of these motions are credited with in a month, of accounts that paid before it: a first purchase is growth of nobody. */
export function creditedIn(
  { credits, motions, paidBefore }: Pick<Sources, 'credits' | 'motions' | 'paidBefore'>,
  of: readonly Motion[],
  { from, to }: Month,
): Credit[] {
  return credits.filter(({ campaign, movement: { account, at }, credited, reversed }) => {
    const motion = motions.get(campaign)
    return motion !== undefined && of.includes(motion) && at >= from && at < to && reversed < credited && paidBefore(account, from)
  })
}

/** The figures of how accounts stand now, whatever the month. */
export function presentFigures(present: Present): PresentSaid {
  return {
    utilisation: { ...dividing(...present.utilisation, 'nothing-measured'), of: 'now' },
    engagement: { ...dividing(...present.engagement, 'no-accounts'), of: 'now' },
    onboarding: { ...dividing(...present.onboarding, 'nobody-told'), of: 'now' },
  }
}

function shareOf(value: number | null | undefined): Said {
  return known({ unit: 'share', of: 'month', value: value ?? null }, 'nothing-before')
}

function known(said: Said, reason: string): Said {
  return said.value === null ? { ...said, reason } : said
}

function dividing(part: number, whole: number, reason: string): Said {
  return known({ unit: 'share', of: 'month', value: whole > 0 ? part / whole : null, part, whole }, reason)
}

/** Of what was credited long enough ago, the share that was still there after 90 days; what is younger is on neither side. */
function keptFigure(credits: readonly Credit[], at: number): Said {
  const said = { unit: 'share', of: 'month' } as const
  const until = credits.filter(({ movement }) => movement.at <= at)
  if (until.length === 0) return { ...said, value: null, reason: 'no-credited-upgrade' }
  const after = keptOf(until, at).after.find(({ days }) => days === KEPT_AFTER)
  return known({ ...said, value: after?.rate ?? null }, 'not-yet-mature')
}

function incrementalFigure(proposals: readonly Proposals[], { to }: Month, now: number): Said {
  const said = { unit: 'share', of: 'month' } as const
  const end = Math.min(to, now)
  const found = incremental(proposals, UPSELL, { from: end - YEAR, to: end, now: end })
  return 'reason' in found ? { ...said, value: null, ...found } : { ...said, value: found.estimate, low: found.low, high: found.high }
}

/** The mean of the complete months of a year that ends with the last one, as far as they have a value; none before two have one. */
export function trailingOf(
  months: readonly { span: Month; said: AllSaid }[],
  id: HomeFigureId,
  now: number,
): { value: number; months: number } | undefined {
  const last = months.findLast(({ span }) => span.to <= now)?.span.name
  if (last === undefined) return undefined
  const first = monthsBefore(last, 11)
  const values = months.filter(({ span }) => span.to <= now && span.name >= first).flatMap(({ said }) => said[id].value ?? [])
  if (values.length < 2) return undefined
  return { value: values.reduce((sum, one) => sum + one, 0) / values.length, months: values.length }
}
