import { startOfMonth, zonedTime } from '@espalier/core'
import type { Feature } from '@espalier/core/schema'

type Reset = Feature['reset']

const QUARTER = 900_000

/** A month in a zone: how it is named, and when the next one begins. Epoch milliseconds. */
interface Month {
  name: string
  end: number
}

let last = { zone: '', quarter: Number.NaN, month: { name: '', end: 0 } }

/** The month of `at`. Whoever asks next mostly asks about the same quarter of an hour, within which no zone changes its clock. */
function monthOf(at: number, zone: string): Month {
  const quarter = Math.floor(at / QUARTER)
  if (last.quarter === quarter && last.zone === zone) return last.month
  const { year, month } = zonedTime(at, zone)
  const found = { name: `${year}-${String(month).padStart(2, '0')}`, end: startOfMonth(year, month + 1, zone) }
  last = { zone, quarter, month: found }
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
