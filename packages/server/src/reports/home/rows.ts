import { HOME_LISTS, type HomeFigureId } from '@espalier/core/schema'

const FEATURES: ReadonlySet<HomeFigureId> = new Set(['utilisation'])
const SURVEYS: ReadonlySet<HomeFigureId> = new Set(['nps', 'csat'])
const NOW: ReadonlySet<HomeFigureId> = new Set(['engagement', 'onboarding'])
const LISTS: ReadonlySet<string> = new Set(HOME_LISTS)
const LEADS: ReadonlySet<HomeFigureId> = new Set(['leadsPassed', 'leadsWon', 'leadConversion'])

/** The address of what a figure is made of. */
export function rowsOf(id: HomeFigureId, asked: { month: string; currency?: string; by?: string; value?: string }): string {
  const { month, currency, ...segment } = asked
  const query = (fields: Record<string, string>) => new URLSearchParams({ ...fields, ...segment }).toString()
  if (SURVEYS.has(id)) return `/v1/reports/surveys?${new URLSearchParams({ month, ...(segment.by !== undefined && { by: segment.by }) })}`
  if (FEATURES.has(id)) return withQuery('/v1/reports/features', query({}))
  if (LEADS.has(id)) return `/v1/reports/leads?${query({ month })}`
  if (NOW.has(id)) return `/v1/reports/home/accounts?${query({ step: id })}`
  if (LISTS.has(id)) return `/v1/reports/home/accounts?${query({ step: id, month, ...(currency !== undefined && { currency }) })}`
  return `/v1/reports/revenue/accounts?${query({ month, ...(currency !== undefined && { currency }) })}`
}

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}
