import { dayOf, LOSS_REASONS } from '@espalier/core'
import { z } from 'zod'
import type { Store } from '../store/store.ts'

const DAY = 86_400_000
/** Days that are reported where the query does not say. */
const USUAL = 30

const day = z.iso.date('expected a day such as 2026-11-22')

/** Both days are included. */
export const lossQuery = z
  .object({
    from: day.optional().describe('First day; by default 29 days before the last'),
    to: day.optional().describe('Last day; by default today'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'expected a day that is not before "from"',
  })

const reason = z.enum(LOSS_REASONS)
const events = z.int()

/** What pages could not deliver. */
export const lossReport = z.object({
  zone: z.literal('UTC').describe('Days begin at midnight of this zone'),
  days: z.array(z.object({ day: z.string(), reason, events })),
  totals: z.array(z.object({ reason, events })).describe('Most first'),
  events: z.int().describe('All of them'),
  asOf: z.string(),
})

/** Counts what pages reported to have given up in a period, on the days of the reports. */
export async function losses(store: Store, query: z.infer<typeof lossQuery>, now: number): Promise<z.infer<typeof lossReport>> {
  const to = query.to === undefined ? dayOf(now) : dayOf(Date.parse(query.to))
  const from = query.from === undefined ? to - USUAL + 1 : dayOf(Date.parse(query.from))
  const counts = await store.losses.countsIn(from, to)
  const byReason = new Map<(typeof counts)[number]['reason'], number>()
  for (const one of counts) byReason.set(one.reason, (byReason.get(one.reason) ?? 0) + one.events)
  const totals = [...byReason].map(([name, sum]) => ({ reason: name, events: sum }))
  return {
    zone: 'UTC',
    days: counts.map((one) => ({ ...one, day: new Date(one.day * DAY).toISOString().slice(0, 10) })),
    totals: totals.toSorted((one, other) => other.events - one.events),
    events: totals.reduce((sum, one) => sum + one.events, 0),
    asOf: new Date(now).toISOString(),
  }
}
