import { decimal, money, percent } from '../format.ts'
import type { HomeFigure } from './wire.ts'

/**
 * A value as its figure is read: money, a percentage, points, a ratio or a count. A dash where there is none.
 * @param even whether all percentages of a figure have as many decimals, as in a column
 */
export function writeFigure(
  value: number | null | undefined,
  { unit, id }: Pick<HomeFigure, 'unit' | 'id'>,
  currency: string,
  even = false,
): string {
  if (value === null || value === undefined) return '–'
  if (unit === 'money') return money(value, currency)
  if (unit === 'share') return percent(value, id.endsWith('Churn') ? 2 : 1, even)
  return decimal(value, unit === 'points' ? 0 : 1)
}
