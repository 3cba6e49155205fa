import { slug } from '@espalier/core/schema'
import { z } from 'zod'
import type { Columns } from '../../http/table.ts'
import type { Store } from '../../store/store.ts'
import { sparedRowsOf } from './memory.ts'
import { checkPeriod, daysOf, nameOfDay, period } from '../period.ts'

/** Both days are included. */
export const heldBackQuery = z.object({ ...period, campaign: slug.optional() }).superRefine(checkPeriod)

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
  const { from, to } = daysOf(query, zone, now)
  const { days, byCampaign, byGate, accounts } = (await sparedRowsOf(store)).counts({ from, to, campaign: query.campaign })
  const names = new Map((await store.campaigns.live()).map(({ id, definition }) => [id, definition.name]))
  const mostFirst = <T extends { times: number }>(rows: readonly T[]) => rows.toSorted((one, other) => other.times - one.times)
  return {
    zone,
    from: nameOfDay(from),
    to: nameOfDay(to),
    days: days.map((one) => ({ ...one, day: nameOfDay(one.day) })),
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
