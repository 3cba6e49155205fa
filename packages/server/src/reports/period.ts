import { dayOf, zonedTime } from '@espalier/core'
import { z } from 'zod'

const DAY = 86_400_000
/** Days that are reported where the query does not say. */
const USUAL = 30
/** More than this many days are too much for one answer. */
const MOST = 366

const day = z.iso.date('expected a day such as 2026-11-22')

/** Which days are reported, both ends included. */
export const period = {
  from: day.optional().describe('First day'),
  to: day.optional().describe('Last day; by default today'),
  days: z.coerce.number().int().min(1).max(MOST).default(USUAL).describe('How many days, where "from" is not given'),
}

/** Refuses days that are the wrong way round or too many. */
export function checkPeriod({ from, to }: { from?: string | undefined; to?: string | undefined }, context: z.core.$RefinementCtx): void {
  if (from === undefined || to === undefined) return
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
  if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'expected a day that is not before "from"' })
  if (days > MOST) context.addIssue({ code: 'custom', path: ['from'], message: `expected at most ${MOST} days` })
}

/** First and last day that are asked for, as days since the epoch. */
export function daysOf(
  query: { from?: string | undefined; to?: string | undefined; days: number },
  zone: string,
  now: number,
): { from: number; to: number } {
  const to = query.to === undefined ? dayOf(zonedTime(now, zone).wall) : dayOf(Date.parse(query.to))
  return { from: query.from === undefined ? to - query.days + 1 : dayOf(Date.parse(query.from)), to }
}

/** A day as it is written, such as `2026-11-22`. */
export function nameOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
