import { zonedTime } from '@espalier/core'
import type { CampaignReport } from '@espalier/core/schema'
import type { QuarterCounts } from '../store/exposures.ts'

type Day = CampaignReport['daily'][number]

const DAY = 86_400_000
const QUARTER = 900_000
/** The most days that a report lists, the newest ones. */
const MOST = 400

/**
 * What happened first to how many accounts, by day of the zone, from the first exposure until now, days without anything included.
 * Zones are whole quarters of an hour from UTC, so a quarter never belongs to two days.
 */
export function dailySeries(counts: readonly QuarterCounts[], from: number | undefined, now: number, zone: string): Day[] {
  if (from === undefined) return []
  const days = new Map<string, Day>()
  const last = wallDay(now, zone)
  for (let day = Math.max(wallDay(from, zone), last - MOST + 1); day <= last; day++) {
    const name = new Date(day * DAY).toISOString().slice(0, 10)
    days.set(name, { day: name, shown: 0, engaged: 0, accepted: 0, converted: 0, convertedHeldOut: 0 })
  }
  for (const { quarter, heldOut, kind, accounts } of counts) {
    const day = days.get(new Date(wallDay(quarter * QUARTER, zone) * DAY).toISOString().slice(0, 10))
    if (!day) continue
    if (!heldOut) day[kind] += accounts
    else if (kind === 'converted') day.convertedHeldOut += accounts
  }
  return [...days.values()]
}

function wallDay(at: number, zone: string): number {
  return Math.floor(zonedTime(at, zone).wall / DAY)
}
