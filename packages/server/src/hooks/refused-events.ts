import { z } from 'zod'
import type { Metrics } from '../http/metrics.ts'
import { REFUSALS, type Refusal } from '../ingest/refusal.ts'

/** How often events were refused for each reason at each field, the most first. */
export const refusedList = z.array(
  z.object({
    reason: z.enum(REFUSALS),
    field: z.string().describe('Such as userId or properties.campaign; empty where the event as a whole is meant'),
    events: z.int(),
  }),
)
/** How often events were refused for one reason at one field. */
export type RefusedEvents = z.infer<typeof refusedList>[number]

/** All that this process refused since it began, the most first. */
export async function refusedEvents({ refused }: Pick<Metrics, 'refused'>): Promise<RefusedEvents[]> {
  const { values } = await refused.get()
  return mostFirst(
    values.flatMap(({ labels, value }) => {
      const reason = REFUSALS.find((one) => one === labels.reason)
      return reason === undefined ? [] : [{ reason, field: String(labels.field ?? ''), events: value }]
    }),
  )
}

/** What came since `before` was counted, the most first. */
export function refusedSince(before: readonly RefusedEvents[], now: readonly RefusedEvents[]): RefusedEvents[] {
  const known = new Map(before.map((one) => [keyOf(one), one.events]))
  return mostFirst(now.map((one) => ({ ...one, events: one.events - (known.get(keyOf(one)) ?? 0) })).filter(({ events }) => events > 0))
}

/** Both added up, the most first. */
export function refusedTogether(some: readonly RefusedEvents[], others: readonly RefusedEvents[]): RefusedEvents[] {
  const of = Map.groupBy([...some, ...others], keyOf)
  return mostFirst(
    [...of.values()].flatMap((same) =>
      same.slice(0, 1).map((one) => ({ ...one, events: same.reduce((sum, { events }) => sum + events, 0) })),
    ),
  )
}

const keyOf = ({ reason, field }: Refusal): string => `${reason} ${field}`
const mostFirst = (all: RefusedEvents[]): RefusedEvents[] => all.toSorted((one, other) => other.events - one.events)
