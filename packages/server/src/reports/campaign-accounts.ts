import { HELD_OUT } from '@espalier/core'
import { currency, rowPage } from '@espalier/core/schema'
import { z } from 'zod'
import { toMajor } from '../billing/money.ts'
import { type Columns, ROWS } from '../http/table.ts'
import { unknown } from '../http/unknown.ts'
import { namesOfAccounts } from '../people/names.ts'
import { stillPays } from '../results/credits.ts'
import type { Met } from '../results/met.ts'
import { resultsOf } from '../results/memory.ts'
import type { Results } from '../results/results.ts'
import type { Store } from '../store/store.ts'

/** What of a campaign's report accounts can be listed for, and the time by which they are listed. */
const STEPS = {
  accounts: 'at',
  shown: 'shownAt',
  engaged: 'engagedAt',
  accepted: 'acceptedAt',
  converted: 'wonAt',
  kept: 'wonAt',
} as const

export const campaignAccountsQuery = z.object({
  step: z
    .enum(Object.keys(STEPS) as (keyof typeof STEPS)[])
    .default('accounts')
    .describe('Those at their first eligibility, or those who came so far; `kept`: who is not held out, upgraded, and still pays for that'),
  arm: z.string().min(1).max(100).optional().describe('Of this arm alone; `any` is all arms that are not held out'),
  ...rowPage,
})
type Query = z.infer<typeof campaignAccountsQuery>

const time = z.iso.datetime()
const accountRow = z.object({
  account: z.string(),
  /** The trait `name`, else the id. */
  name: z.string(),
  arm: z.string(),
  heldOut: z.boolean(),
  /** First eligibility. */
  at: time,
  shownAt: time.nullable(),
  engagedAt: time.nullable(),
  acceptedAt: time.nullable(),
  /** First success within the window after `at`. */
  convertedAt: time.nullable(),
  /** Where the goal is an event: who was there at `at`, and how many of them reached the goal. */
  people: z.int(),
  peopleConverted: z.int(),
  /** What the successes of the window brought, in major units: a month, and once. */
  money: z.array(z.object({ currency, expansionMrr: z.number(), value: z.number() })),
})
type AccountRow = z.infer<typeof accountRow>

/** Answer of `GET /v1/reports/campaigns/{id}/accounts`: newest first by the time of the step. */
export const campaignAccounts = z.object({
  campaign: z.string(),
  step: z.string(),
  total: z.int(),
  accounts: z.array(accountRow),
  zone: z.string(),
  asOf: time,
})
type Answer = z.infer<typeof campaignAccounts>

/**
 * The accounts behind a number of a campaign's report, as many as are asked for, else `most`. Throws a 404 where there is no such
 * campaign.
 */
export async function listCampaignAccounts(store: Store, id: string, query: Query, now: number, most = ROWS): Promise<Answer> {
  const { step, arm, offset, limit = most } = query
  if (!(await store.campaigns.find(id))) throw unknown('campaign', id)
  const results = await resultsOf(store)
  const met = results.met.get(id)
  const rows = met ? rowsAt(results, met, step, arm) : []
  const listed = met ? rows.slice(offset, offset + limit).map((row) => toRow(results, met, row)) : []
  const nameOf = await namesOfAccounts(
    store,
    listed.map(({ account }) => account),
  )
  return {
    campaign: id,
    step,
    total: rows.length,
    accounts: listed.map((one) => ({ ...one, name: nameOf(one.account) })),
    zone: (await store.workspace.settings()).zone,
    asOf: new Date(now).toISOString(),
  }
}

/** Rows of accounts that came so far, those who came last first. */
function rowsAt(results: Results, met: Met, step: Query['step'], arm: string | undefined): number[] {
  const times = met.times[STEPS[step]]
  const isOf = met.armNames.map((name) => arm === undefined || (arm === 'any' ? name !== HELD_OUT : name === arm))
  const rows: number[] = []
  for (let row = 0; row < met.size; row++) if (isOf[met.arms[row] ?? 0] && !Number.isNaN(times[row])) rows.push(row)
  const found = step === 'kept' ? keptAmong(results, met, rows) : rows
  const number = (row: number) => met.accounts[row] ?? 0
  return found.sort((one, other) => (times[other] ?? 0) - (times[one] ?? 0) || number(one) - number(other))
}

/** As the report's funnel counts it: not held out, upgraded, and something of that is still paid. */
function keptAmong(results: Results, met: Met, rows: readonly number[]): number[] {
  const from = met.times.at.subarray(0, met.size).reduce((least, at) => Math.min(least, at), Infinity)
  return rows.filter((row) => {
    const number = met.accounts[row] ?? 0
    const upgraded = met.armOf(number) !== HELD_OUT && (met.brought.get(number) ?? []).some(({ mrr }) => mrr > 0)
    return upgraded && stillPays(results, results.ids[number] ?? '', from)
  })
}

function toRow({ ids }: Results, met: Met, row: number): Omit<AccountRow, 'name'> {
  const number = met.accounts[row] ?? 0
  const arm = met.armOf(number)
  const iso = (of: keyof Met['times']) => {
    const at = met.times[of][row] ?? Number.NaN
    return Number.isNaN(at) ? null : new Date(at).toISOString()
  }
  return {
    account: ids[number] ?? '',
    arm,
    heldOut: arm === HELD_OUT,
    at: iso('at') ?? '',
    shownAt: iso('shownAt'),
    engagedAt: iso('engagedAt'),
    acceptedAt: iso('acceptedAt'),
    convertedAt: iso('wonAt'),
    people: met.counts.people[row] ?? 0,
    peopleConverted: met.counts.succeeded[row] ?? 0,
    money: (met.brought.get(number) ?? []).map((one) => ({
      currency: one.currency,
      expansionMrr: toMajor(one.mrr, one.currency),
      value: toMajor(one.value, one.currency),
    })),
  }
}

/** The rows as a table for spreadsheets; an account with money in several currencies has a line for each. */
export const CAMPAIGN_ACCOUNT_COLUMNS: Columns<AccountRow & { paid?: AccountRow['money'][number] }> = [
  ['Account', 'アカウント', (row) => row.account],
  ['Name', '名前', (row) => row.name],
  ['Arm', '群', (row) => row.arm],
  ['Held out', 'ホールドアウト', (row) => row.heldOut],
  ['First eligible at', '最初に対象になった日時', (row) => row.at],
  ['Shown at', '表示した日時', (row) => row.shownAt],
  ['Engaged at', '操作した日時', (row) => row.engagedAt],
  ['Accepted at', '承諾した日時', (row) => row.acceptedAt],
  ['Converted at', '成果の日時', (row) => row.convertedAt],
  ['People', '人数', (row) => row.people],
  ['People who converted', '成果のあった人数', (row) => row.peopleConverted],
  ['Currency', '通貨', (row) => row.paid?.currency],
  ['Expansion MRR', 'エクスパンションMRR', (row) => row.paid?.expansionMrr],
  ['Value', '一度きりの金額', (row) => row.paid?.value],
]

/** The rows of a table, a line for each currency. */
export function campaignAccountLines({ accounts }: Answer): (AccountRow & { paid?: AccountRow['money'][number] })[] {
  return accounts.flatMap((one) => (one.money.length > 0 ? one.money.map((paid) => ({ ...one, paid })) : one))
}
