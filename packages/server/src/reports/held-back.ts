import { dayOf } from '@espalier/core'
import { slug } from '@espalier/core/schema'
import { z } from 'zod'
import type { Store } from '../store/store.ts'

const DAY = 86_400_000
/** Days that are reported where the query does not say. */
const USUAL = 30
/** More than this many days are too much for one answer. */
const MOST = 366

const day = z.iso.date('expected a day such as 2026-11-22')

/** Both days are included. */
export const heldBackQuery = z
  .object({
    from: day.optional().describe('First day, UTC; by default 29 days before the last'),
    to: day.optional().describe('Last day, UTC; by default today'),
    campaign: slug.optional(),
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined || to === undefined) return
    const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
    if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'expected a day that is not before "from"' })
    if (days > MOST) context.addIssue({ code: 'custom', path: ['from'], message: `expected at most ${MOST} days` })
  })

const figures = { times: z.int(), accounts: z.int() }

/** How often each gate spared somebody. */
export const heldBackReport = z.object({
  zone: z.literal('UTC').describe('Days begin at midnight of this zone'),
  days: z.array(z.object({ day: z.string(), campaign: z.string(), gate: z.string(), ...figures })),
  totals: z.object({
    byCampaign: z.array(z.object({ campaign: z.string(), name: z.string().optional(), ...figures })),
    byGate: z.array(z.object({ gate: z.string(), ...figures })),
    accounts: z.int().describe('Accounts that were spared at least once'),
  }),
  asOf: z.string(),
})

/** Counts who was spared in a period. Days are those of UTC, in which the marks are kept. */
export async function heldBack(store: Store, query: z.infer<typeof heldBackQuery>, now: number): Promise<z.infer<typeof heldBackReport>> {
  const to = query.to === undefined ? dayOf(now) : dayOf(Date.parse(query.to))
  const from = query.from === undefined ? to - USUAL + 1 : dayOf(Date.parse(query.from))
  const { days, byCampaign, byGate, accounts } = await store.exposures.heldBackIn({ from, to, campaign: query.campaign })
  const names = new Map((await store.campaigns.live()).map(({ id, definition }) => [id, definition.name]))
  const mostFirst = <T extends { times: number }>(rows: readonly T[]) => rows.toSorted((one, other) => other.times - one.times)
  return {
    zone: 'UTC',
    days: days.map((one) => ({ ...one, day: new Date(one.day * DAY).toISOString().slice(0, 10) })),
    totals: {
      byCampaign: mostFirst(byCampaign).map((one) => {
        const name = names.get(one.campaign)
        return { ...one, ...(name !== undefined && { name }) }
      }),
      byGate: mostFirst(byGate),
      accounts,
    },
    asOf: new Date(now).toISOString(),
  }
}
