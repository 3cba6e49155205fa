import type { HomeFigureId } from '@espalier/core/schema'

const FEATURES: ReadonlySet<HomeFigureId> = new Set(['utilisation'])
const SURVEYS: ReadonlySet<HomeFigureId> = new Set(['nps', 'csat'])
const LEADS: ReadonlySet<HomeFigureId> = new Set(['leadsPassed', 'leadsWon', 'leadConversion'])
const CAMPAIGNS: ReadonlySet<HomeFigureId> = new Set([
  'keptExpansion',
  'upsellPerExisting',
  'upsellPerExposed',
  'crossSellPerExisting',
  'crossSellPerExposed',
  'incrementalUpsell',
])

/** The address of what a figure is made of. */
export function rowsOf(id: HomeFigureId, asked: { month: string; currency?: string; by?: string; value?: string }): string {
  const { month, currency, ...segment } = asked
  const query = (fields: Record<string, string>) => new URLSearchParams({ ...fields, ...segment }).toString()
  if (SURVEYS.has(id)) return `/v1/reports/surveys?${new URLSearchParams({ month, ...(segment.by !== undefined && { by: segment.by }) })}`
  if (FEATURES.has(id)) return withQuery('/v1/reports/features', query({}))
  if (CAMPAIGNS.has(id)) return '/v1/campaigns'
  if (LEADS.has(id)) return `/v1/reports/leads?${query({ month })}`
  if (id === 'onboarding') return `/v1/reports/home/accounts?${query({ step: 'leaveAlone' })}`
  if (id === 'engagement') return '/v1/accounts'
  return `/v1/reports/revenue/accounts?${query({ month, ...(currency !== undefined && { currency }) })}`
}

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}
