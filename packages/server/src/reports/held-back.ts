import { dayOf, zonedTime } from '@espalier/core'
import { slug } from '@espalier/core/schema'
import { z } from 'zod'
import type { Columns } from '../http/table.ts'
import type { Store } from '../store/store.ts'
import { nameOfAccount } from './segments/all-accounts.ts'

const DAY = 86_400_000
/** Days that are reported where the query does not say. */
const USUAL = 30
/** More than this many days are too much for one answer. */
const MOST = 366

const day = z.iso.date('expected a day such as 2026-11-22')

const period = {
  from: day.optional().describe('First day'),
  to: day.optional().describe('Last day; by default today'),
  days: z.coerce.number().int().min(1).max(MOST).default(USUAL).describe('How many days, where "from" is not given'),
  campaign: slug.optional(),
}

function checkPeriod({ from, to }: { from?: string | undefined; to?: string | undefined }, context: z.core.$RefinementCtx): void {
  if (from === undefined || to === undefined) return
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
  if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'expected a day that is not before "from"' })
  if (days > MOST) context.addIssue({ code: 'custom', path: ['from'], message: `expected at most ${MOST} days` })
}

/** Both days are included. */
export const heldBackQuery = z.object(period).superRefine(checkPeriod)

export const sparedQuery = z
  .object({
    ...period,
    gate: z.string().min(1).max(50).optional().describe('Only what this gate held back'),
    offset: z.coerce.number().int().min(0).max(1e9).default(0),
    limit: z.coerce.number().int().min(1).max(10_000).default(100),
  })
  .superRefine(checkPeriod)

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

/** Lists who was spared in a period, a part of them. */
export async function spared(store: Store, query: z.infer<typeof sparedQuery>, now: number): Promise<z.infer<typeof sparedReport>> {
  const { zone } = await store.workspace.settings()
  const { from, to } = daysOf(query, zone, now)
  const { campaign, gate, offset, limit } = query
  const { accounts: total } = await store.exposures.heldBackTotal({ from, to, campaign, gate })
  const rows = await store.exposures.sparedAccounts({ from, to, campaign, gate }, { offset, limit })
  const known = await store.people.accounts(rows.map(({ account }) => account))
  return {
    zone,
    from: nameOf(from),
    to: nameOf(to),
    total,
    accounts: rows.map(({ lastDay, ...one }) => {
      const account = known.get(one.account)
      return { ...one, name: account ? nameOfAccount(account) : one.account, lastDay: nameOf(lastDay) }
    }),
    asOf: new Date(now).toISOString(),
  }
}

/** First and last day that are asked for, as days since the epoch. */
function daysOf(
  query: { from?: string | undefined; to?: string | undefined; days: number },
  zone: string,
  now: number,
): { from: number; to: number } {
  const to = query.to === undefined ? dayOf(zonedTime(now, zone).wall) : dayOf(Date.parse(query.to))
  return { from: query.from === undefined ? to - query.days + 1 : dayOf(Date.parse(query.from)), to }
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
