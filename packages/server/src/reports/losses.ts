import { dayOf, LOSS_REASONS, zonedTime } from '@espalier/core'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { refusedEvents, refusedList } from '../hooks/refused-events.ts'

const DAY = 86_400_000
/** Days that are reported where the query does not say. */
const USUAL = 30
/** More than this many days are too much for one answer. */
const MOST = 366

const day = z.iso.date('expected a day such as 2026-11-22')

/** Both days are included. */
export const lossQuery = z
  .object({
    from: day.optional().describe('First day'),
    to: day.optional().describe('Last day; by default today'),
    days: z.coerce.number().int().min(1).max(MOST).default(USUAL).describe('How many days, where "from" is not given'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'expected a day that is not before "from"',
  })

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
  const to = query.to === undefined ? dayOf(zonedTime(now, zone).wall) : dayOf(Date.parse(query.to))
  const from = query.from === undefined ? to - query.days + 1 : dayOf(Date.parse(query.from))
  const counts = await store.losses.countsIn(from, to)
  const byReason = new Map<(typeof counts)[number]['reason'], number>()
  for (const one of counts) byReason.set(one.reason, (byReason.get(one.reason) ?? 0) + one.events)
  const totals = [...byReason].map(([name, sum]) => ({ reason: name, events: sum }))
  const reasons = await refusedEvents(metrics)
  return {
    zone,
    from: nameOf(from),
    to: nameOf(to),
    days: counts.map((one) => ({ ...one, day: nameOf(one.day) })),
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

/** A day as it is written, such as `2026-11-22`. */
function nameOf(count: number): string {
  return new Date(count * DAY).toISOString().slice(0, 10)
}
