import { address } from '../address.ts'
import { type HomeFigure, type HomeReport } from './wire.ts'

/** The screen that shows what a figure is made of. */
export function rowsLink({ rows }: Pick<HomeFigure, 'rows'>, { month, segment }: Pick<HomeReport, 'month' | 'segment'>): string {
  const group = segment ? { by: segment.by, value: segment.value } : {}
  if (rows.startsWith('/v1/reports/surveys')) return address('/console/surveys', { month, by: segment?.by })
  if (rows.startsWith('/v1/reports/features')) return address('/console/features', group)
  if (rows.startsWith('/v1/reports/home/accounts')) {
    const step = new URLSearchParams(rows.slice(rows.indexOf('?'))).get('step') ?? ''
    return address(`/console/home/${step}`, { month, ...group })
  }
  if (rows.startsWith('/v1/reports/leads')) return address('/console/leads', { month, ...group })
  return address('/console/revenue/accounts', { month, ...group })
}
