import { startOfMonth, zonedTime } from '@espalier/core'
import type { Feature } from '@espalier/core/schema'

type Reset = Feature['reset']

const QUARTER = 900_000
/** Quarters of an hour that are remembered, at most: some hundred days. */
const MOST = 10_000

/** A month in a zone: how it is named, and when the next one begins. Epoch milliseconds. */
interface Month {
  name: string
  end: number
}

/** Months of one zone, by quarters of an hour: within one, no zone changes its clock. */
let known = { zone: '', months: new Map<number, Month>() }

function monthOf(at: number, zone: string): Month {
  if (known.zone !== zone) known = { zone, months: new Map() }
  const { months } = known
  const quarter = Math.floor(at / QUARTER)
  let found = months.get(quarter)
  if (found) return found
  const { year, month } = zonedTime(at, zone)
  found = { name: `${year}-${String(month).padStart(2, '0')}`, end: startOfMonth(year, month + 1, zone) }
  if (months.size >= MOST) months.clear()
  months.set(quarter, found)
  return found
}

/** The period that a use at `at` counts in: `2026-11`, or `ever` for what is never reset. */
export function periodOf(at: number, reset: Reset, zone: string): string {
  return reset === 'never' ? 'ever' : monthOf(at, zone).name
}

/** When the period of `now` ends, epoch milliseconds; undefined for what is never reset. */
export function resetOf(now: number, reset: Reset, zone: string): number | undefined {
  return reset === 'never' ? undefined : monthOf(now, zone).end
}
