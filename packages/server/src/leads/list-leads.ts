import type { Lead, LeadQuery, LeadReport } from '@espalier/core/schema'
import { loadCredits } from '../attribution/load-credits.ts'
import type { Columns } from '../http/table.ts'
import { monthsBetween } from '../reports/revenue/months.ts'
import { nameOfAccount } from '../reports/segments/all-accounts.ts'
import { membersOf } from '../reports/segments/segment-of.ts'
import type { Store } from '../store/store.ts'
import { loadLeads, type StandingLead } from './load-leads.ts'

/** Leads that one answer lists. */
const MOST = 1000

/** The leads that are asked for, the newest first. `now` is epoch milliseconds. */
export async function listLeads(store: Store, query: LeadQuery, now: number): Promise<LeadReport> {
  const { zone } = await store.workspace.settings()
  const isMember = await membersOf(store, query, now)
  const { account, campaign, state } = query
  const credits = account === undefined ? undefined : (await loadCredits(store, { account })).credits
  const { passing, leads } = await loadLeads(store, credits)
  const [span] = query.month === undefined ? [] : monthsBetween(query.month, query.month, zone)
  const isIn = (at: number) => !span || (at >= span.from && at < span.to)
  const asked = leads.filter(
    (one) =>
      isMember(one.account) &&
      (state === undefined || one.state === state) &&
      (campaign === undefined || one.campaign === campaign) &&
      (account === undefined || one.account === account) &&
      (isIn(one.at) || (one.state === 'won' && isIn(one.since))),
  )
  const listed = asked.toReversed().slice(0, MOST)
  const names = new Map(passing.map(({ id, definition }) => [id, definition.name]))
  const known = await store.people.accounts(listed.map((one) => one.account))
  const nameOf = (id: string) => {
    const found = known.get(id)
    return found ? nameOfAccount(found) : id
  }
  return {
    zone,
    asOf: new Date(now).toISOString(),
    month: query.month ?? null,
    passing: passing.length > 0,
    leads: listed.map((one) => toLead(one, names.get(one.campaign) ?? one.campaign, nameOf(one.account))),
    total: asked.length,
  }
}

function toLead({ at, since, ...one }: StandingLead, campaignName: string, name: string): Lead {
  return { ...one, campaignName, name, passedAt: new Date(at).toISOString(), since: new Date(since).toISOString() }
}

/** Leads as a table for spreadsheets. */
export const LEAD_COLUMNS: Columns<Lead> = [
  ['Account', 'アカウント', (row) => row.account],
  ['Name', '名前', (row) => row.name],
  ['Campaign', 'キャンペーン', (row) => row.campaign],
  ['Campaign name', 'キャンペーン名', (row) => row.campaignName],
  ['Person', 'ユーザー', (row) => row.person],
  ['Passed at', '引き渡した日時', (row) => row.passedAt],
  ['State', '状態', (row) => row.state],
  ['Since', '状態の変わった日時', (row) => row.since],
  ['By', '根拠', (row) => row.by],
  ['Author', '記入者', (row) => row.author],
  ['Reason', '理由', (row) => row.reason],
]
