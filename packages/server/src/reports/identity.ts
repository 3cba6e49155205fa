import { dayOf } from '@espalier/core'
import { z } from 'zod'
import type { Store } from '../store/store.ts'
import { nameOfDay } from './period.ts'

/** How many days the report looks back, today included. */
export const identityQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(14) })

const times = z.object({ signed: z.int(), unsigned: z.int(), invalid: z.int() })

/** How much of what browsers say about people is proven. */
export const identityReport = z.object({
  zone: z.literal('UTC').describe('Days begin at midnight of this zone'),
  days: z.array(times.extend({ day: z.string() })).describe('Oldest first, days without traffic included'),
  totals: times,
  problems: z.array(z.object({ code: z.string(), times: z.int() })).describe('Why tokens proved nothing, most first'),
  asOf: z.string(),
})

/**
 * Counts events and boots of browsers that named a user or an account: with a good token, without one, or with one that proves
 * nothing. Nothing is counted while the mode is `off`.
 */
export async function identityByDay(
  { identity }: Pick<Store, 'identity'>,
  { days: back }: z.infer<typeof identityQuery>,
  now: number,
): Promise<z.infer<typeof identityReport>> {
  const to = dayOf(now)
  const counts = await identity.countsIn(to - back + 1, to)
  const sum = (kind: string, day?: number) =>
    counts.filter((one) => one.kind === kind && (day === undefined || one.day === day)).reduce((all, one) => all + one.times, 0)
  const timesOf = (day?: number) => ({ signed: sum('signed', day), unsigned: sum('unsigned', day), invalid: sum('invalid', day) })
  const problems = new Map<string, number>()
  for (const { kind, reason, times: more } of counts) if (kind === 'invalid') problems.set(reason, more + (problems.get(reason) ?? 0))
  return {
    zone: 'UTC',
    days: Array.from({ length: back }, (_, index) => to - back + 1 + index).map((day) => ({
      day: nameOfDay(day),
      ...timesOf(day),
    })),
    totals: timesOf(),
    problems: [...problems].map(([code, count]) => ({ code, times: count })).toSorted((one, other) => other.times - one.times),
    asOf: new Date(now).toISOString(),
  }
}
