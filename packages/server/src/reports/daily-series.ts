import { zonedTime } from '@espalier/core'
import type { CampaignReport } from '@espalier/core/schema'
import type { QuarterCounts } from '../results/figures.ts'
import { nameOfDay } from './period.ts'

type Day = CampaignReport['daily'][number]

const DAY = 86_400_000
const QUARTER = 900_000
/** The most days that a report lists, the newest ones. */
const MOST = 400

/** By the counts that were read: what they say of each day of a zone. */
const summed = new WeakMap<readonly QuarterCounts[], { zone: string; days: Map<number, Omit<Day, 'day'>> }>()

/**
 * What happened first to how many accounts, by day of the zone, from the first exposure until now, days without anything included.
 * Zones are whole quarters of an hour from UTC, so a quarter never belongs to two days.
 */
export function dailySeries(counts: readonly QuarterCounts[], from: number | undefined, now: number, zone: string): Day[] {
  if (from === undefined) return []
  const days = daysOf(counts, zone)
  const last = wallDay(now, zone)
  const first = Math.max(wallDay(from, zone), last - MOST + 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => ({
    day: nameOfDay(first + place),
    ...(days.get(first + place) ?? NOTHING),
  }))
}

const NOTHING = { shown: 0, engaged: 0, accepted: 0, converted: 0, convertedHeldOut: 0 }

function daysOf(counts: readonly QuarterCounts[], zone: string): Map<number, Omit<Day, 'day'>> {
  const known = summed.get(counts)
  if (known?.zone === zone) return known.days
  const days = new Map<number, Omit<Day, 'day'>>()
  const dayOf = new Map<number, number>()
  for (const { quarter, heldOut, kind, accounts } of counts) {
    const name = dayOf.get(quarter) ?? wallDay(quarter * QUARTER, zone)
    dayOf.set(quarter, name)
    const day = days.get(name) ?? { ...NOTHING }
    days.set(name, day)
    if (!heldOut) day[kind] += accounts
    else if (kind === 'converted') day.convertedHeldOut += accounts
  }
  summed.set(counts, { zone, days })
  return days
}

function wallDay(at: number, zone: string): number {
  return Math.floor(zonedTime(at, zone).wall / DAY)
}
