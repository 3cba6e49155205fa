import { startOfMonth, zonedTime } from '@espalier/core'
import type { Feature } from '@espalier/core/schema'

type Reset = Feature['reset']

/** The period that a use at `at` counts in: `2026-11`, or `ever` for what is never reset. */
export function periodOf(at: number, reset: Reset, zone: string): string {
  if (reset === 'never') return 'ever'
  const { year, month } = zonedTime(at, zone)
  return `${year}-${String(month).padStart(2, '0')}`
}

/** When the period of `now` ends, epoch milliseconds; undefined for what is never reset. */
export function resetOf(now: number, reset: Reset, zone: string): number | undefined {
  if (reset === 'never') return undefined
  const { year, month } = zonedTime(now, zone)
  return startOfMonth(year, month + 1, zone)
}
