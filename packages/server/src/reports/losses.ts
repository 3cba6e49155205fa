import { LOSS_REASONS } from '@espalier/core'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { refusedEvents, refusedList } from '../hooks/refused-events.ts'
import { checkPeriod, daysOf, nameOfDay, period } from './period.ts'

/** Both days are included. */
export const lossQuery = z.object(period).superRefine(checkPeriod)

const reason = z.enum(LOSS_REASONS)
const events = z.int()

/** What pages could not deliver. */
export const lossReport = z.object({
  zone: z.string().describe('IANA zone of the workspace; days begin at midnight there'),
  from: z.string().describe('First day'),
  to: z.string().describe('Last day'),
  days: z.array(z.object({ day: z.string(), reason, events })),
  totals: z.array(z.object({ reason, events })).describe('Most first'),
  events: z.int().describe('All of them'),
  asOf: z.string(),
  refused: z
    .object({ since: z.string(), events, reasons: refusedList })
    .describe('What this server itself refused since it was started: events of pages and of servers'),
})

/** Counts what pages reported to have given up in a period, on the days of the reports, and what this server refused. */
export async function losses(
  { store, metrics }: Pick<Deps, 'store' | 'metrics'>,
  query: z.infer<typeof lossQuery>,
  now: number,
): Promise<z.infer<typeof lossReport>> {
  const { zone } = await store.workspace.settings()
  const { from, to } = daysOf(query, zone, now)
  const counts = await store.losses.countsIn(from, to)
  const byReason = new Map<(typeof counts)[number]['reason'], number>()
  for (const one of counts) byReason.set(one.reason, (byReason.get(one.reason) ?? 0) + one.events)
  const totals = [...byReason].map(([name, sum]) => ({ reason: name, events: sum }))
  const reasons = await refusedEvents(metrics)
  return {
    zone,
    from: nameOfDay(from),
    to: nameOfDay(to),
    days: counts.map((one) => ({ ...one, day: nameOfDay(one.day) })),
    totals: totals.toSorted((one, other) => other.events - one.events),
    events: totals.reduce((sum, one) => sum + one.events, 0),
    asOf: new Date(now).toISOString(),
    refused: {
      since: new Date(metrics.since).toISOString(),
      events: reasons.reduce((sum, one) => sum + one.events, 0),
      reasons,
    },
  }
}
