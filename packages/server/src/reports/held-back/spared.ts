import { rowPage, slug } from '@espalier/core/schema'
import { z } from 'zod'
import { type Columns, ROWS } from '../../http/table.ts'
import { namesOfAccounts } from '../../people/names.ts'
import type { Store } from '../../store/store.ts'
import { sparedRowsOf } from './memory.ts'
import { checkPeriod, daysOf, nameOfDay, period } from '../period.ts'

export const sparedQuery = z
  .object({
    ...period,
    campaign: slug.optional(),
    gate: z.string().min(1).max(50).optional().describe('Only what this gate held back'),
    ...rowPage,
  })
  .superRefine(checkPeriod)

/** The accounts behind what was held back, those that were spared most often first. */
export const sparedReport = z.object({
  zone: z.string(),
  from: z.string(),
  to: z.string(),
  total: z.int(),
  accounts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      times: z.int(),
      lastDay: z.string(),
      by: z.array(z.object({ campaign: z.string(), gate: z.string(), times: z.int() })),
    }),
  ),
  asOf: z.string(),
})

/** Lists who was spared in a period, as many as are asked for, else `most`. */
export async function listSpared(
  store: Store,
  query: z.infer<typeof sparedQuery>,
  now: number,
  most = ROWS,
): Promise<z.infer<typeof sparedReport>> {
  const { zone } = await store.workspace.settings()
  const { from, to } = daysOf(query, zone, now)
  const { campaign, gate, offset, limit = most } = query
  const { total, accounts: rows } = (await sparedRowsOf(store)).accounts({ from, to, campaign, gate }, { offset, limit })
  const nameOf = await namesOfAccounts(
    store,
    rows.map(({ account }) => account),
  )
  return {
    zone,
    from: nameOfDay(from),
    to: nameOfDay(to),
    total,
    accounts: rows.map(({ lastDay, ...one }) => ({ ...one, name: nameOf(one.account), lastDay: nameOfDay(lastDay) })),
    asOf: new Date(now).toISOString(),
  }
}

/** Who was spared, a line for each reason, as a table for spreadsheets. */
export const SPARED_COLUMNS: Columns<SparedLine> = [
  ['Account', 'アカウント', (row) => row.account],
  ['Name', '名前', (row) => row.name],
  ['Campaign', 'キャンペーン', (row) => row.campaign],
  ['Gate', '見送りの理由', (row) => row.gate],
  ['Times', '回数', (row) => row.times],
  ['Last day', '最後の日', (row) => row.lastDay],
]

type SparedLine = Record<'account' | 'name' | 'campaign' | 'gate' | 'lastDay', string> & { times: number }

export function sparedLines({ accounts }: z.infer<typeof sparedReport>): SparedLine[] {
  return accounts.flatMap(({ by, account, name, lastDay }) => by.map((one) => ({ account, name, lastDay, ...one })))
}
