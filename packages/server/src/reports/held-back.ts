import { dayOf, zonedTime } from '@espalier/core'
import { slug } from '@espalier/core/schema'
import { z } from 'zod'
import type { Columns } from '../http/table.ts'
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
    from: day.optional().describe('First day'),
    to: day.optional().describe('Last day; by default today'),
    days: z.coerce.number().int().min(1).max(MOST).default(USUAL).describe('How many days, where "from" is not given'),
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
  zone: z.string().describe('IANA zone of the workspace; days begin at midnight there'),
  from: z.string().describe('First day'),
  to: z.string().describe('Last day'),
  days: z.array(z.object({ day: z.string(), campaign: z.string(), gate: z.string(), ...figures })),
  totals: z.object({
    byCampaign: z.array(z.object({ campaign: z.string(), name: z.string().optional(), ...figures })),
    byGate: z.array(z.object({ gate: z.string(), ...figures })),
    accounts: z.int().describe('Accounts that were spared at least once'),
  }),
  asOf: z.string(),
})

/** Counts who was spared in a period, by days of the workspace's zone; what was counted before it got another zone keeps its day. */
export async function heldBack(store: Store, query: z.infer<typeof heldBackQuery>, now: number): Promise<z.infer<typeof heldBackReport>> {
  const { zone } = await store.workspace.settings()
  const to = query.to === undefined ? dayOf(zonedTime(now, zone).wall) : dayOf(Date.parse(query.to))
  const from = query.from === undefined ? to - query.days + 1 : dayOf(Date.parse(query.from))
  const { days, byCampaign, byGate, accounts } = await store.exposures.heldBackIn({ from, to, campaign: query.campaign })
  const names = new Map((await store.campaigns.live()).map(({ id, definition }) => [id, definition.name]))
  const mostFirst = <T extends { times: number }>(rows: readonly T[]) => rows.toSorted((one, other) => other.times - one.times)
  return {
    zone,
    from: nameOf(from),
    to: nameOf(to),
    days: days.map((one) => ({ ...one, day: nameOf(one.day) })),
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

/** What was held back, by day, as a table for spreadsheets. */
export const HELD_BACK_COLUMNS: Columns<z.infer<typeof heldBackReport>['days'][number]> = [
  ['Day', '日付', (row) => row.day],
  ['Campaign', 'キャンペーン', (row) => row.campaign],
  ['Gate', '見送りの理由', (row) => row.gate],
  ['Times', '回数', (row) => row.times],
  ['Accounts', 'アカウント数', (row) => row.accounts],
]

/** A day as it is written, such as `2026-11-22`. */
function nameOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
