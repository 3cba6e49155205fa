import type { ExpressionBuilder, Kysely } from 'kysely'
import type { HeldBackCounts, HeldBackPeriod, HeldBackTotal, SparedAccount } from '../exposures.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** What is counted of rows: how often, and in how many accounts. */
const figures = ({ fn }: ExpressionBuilder<Tables, 'held_back'>) =>
  [fn.sum<number>('times').as('times'), fn.count<number>('account_id').distinct().as('accounts')] as const

function rowsIn(db: Kysely<Tables>, engine: Engine, { from, to, campaign, gate, accounts }: HeldBackPeriod) {
  return db
    .selectFrom('held_back')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(campaign !== undefined, (query) => query.where('campaign_id', '=', campaign ?? ''))
    .$if(gate !== undefined, (query) => query.where('gate', '=', gate ?? ''))
    .$if(accounts !== undefined, (query) => query.where(among(engine, 'account_id', accounts ?? [])))
}

/** How often whom was spared within some days, all together. */
export async function heldBackTotal(db: Kysely<Tables>, engine: Engine, period: HeldBackPeriod): Promise<HeldBackTotal> {
  const all = await rowsIn(db, engine, period).select(figures).executeTakeFirst()
  return numbers({ times: all?.times ?? 0, accounts: all?.accounts ?? 0 })
}

/** How often whom was spared within some days. */
export async function heldBackIn(db: Kysely<Tables>, engine: Engine, period: HeldBackPeriod): Promise<HeldBackCounts> {
  const rows = () => rowsIn(db, engine, period)
  const days = await rows()
    .select(['day', 'campaign_id', 'gate'])
    .select(figures)
    .groupBy(['day', 'campaign_id', 'gate'])
    .orderBy('day')
    .orderBy('campaign_id')
    .orderBy('gate')
    .execute()
  const byCampaign = await rows().select('campaign_id').select(figures).groupBy('campaign_id').orderBy('campaign_id').execute()
  const byGate = await rows().select('gate').select(figures).groupBy('gate').orderBy('gate').execute()
  const { accounts } = await heldBackTotal(db, engine, period)
  return {
    days: days.map((one) => ({ day: one.day, campaign: one.campaign_id, gate: one.gate, ...numbers(one) })),
    byCampaign: byCampaign.map((one) => ({ campaign: one.campaign_id, ...numbers(one) })),
    byGate: byGate.map((one) => ({ gate: one.gate, ...numbers(one) })),
    accounts,
  }
}

/** Who was spared within some days, most often first. */
export async function sparedAccounts(
  db: Kysely<Tables>,
  engine: Engine,
  period: HeldBackPeriod,
  { offset, limit }: { offset: number; limit: number },
): Promise<SparedAccount[]> {
  const found = await rowsIn(db, engine, period)
    .select(({ fn }) => ['account_id as account', fn.sum<number>('times').as('times'), fn.max<number>('day').as('last')])
    .groupBy('account_id')
    .orderBy(({ fn }) => fn.sum('times'), 'desc')
    .orderBy('account_id')
    .offset(offset)
    .limit(limit)
    .execute()
  const accounts = found.map(({ account }) => account)
  const reasons = await rowsIn(db, engine, { ...period, accounts })
    .select(({ fn }) => ['account_id as account', 'campaign_id as campaign', 'gate', fn.sum<number>('times').as('times')])
    .groupBy(['account_id', 'campaign_id', 'gate'])
    .orderBy(({ fn }) => fn.sum('times'), 'desc')
    .orderBy('campaign_id')
    .orderBy('gate')
    .execute()
  const by = Map.groupBy(reasons, ({ account }) => account)
  return found.map(({ account, times, last }) => ({
    account,
    times: Number(times),
    lastDay: Number(last),
    by: (by.get(account) ?? []).map((one) => ({ campaign: one.campaign, gate: one.gate, times: Number(one.times) })),
  }))
}

/** Accounts that were spared and never met the campaign, and how many each gate spared, most first. */
export async function heldBackCounts(
  db: Kysely<Tables>,
  campaign: string,
): Promise<{ accounts: number; gates: { gate: string; accounts: number }[] }> {
  const gates = await db
    .selectFrom('held_back')
    .select(({ fn }) => ['gate', fn.count<number>('account_id').distinct().as('accounts')])
    .where('campaign_id', '=', campaign)
    .groupBy('gate')
    .execute()
  const never = await db
    .selectFrom('held_back')
    .select(({ fn }) => fn.count<number>('account_id').distinct().as('accounts'))
    .where('campaign_id', '=', campaign)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('exposure')
            .select('exposure.at')
            .whereRef('exposure.campaign_id', '=', 'held_back.campaign_id')
            .whereRef('exposure.account_id', '=', 'held_back.account_id'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  const counted = gates.map(({ gate, accounts }) => ({ gate, accounts: Number(accounts) }))
  return {
    accounts: Number(never.accounts),
    gates: counted.toSorted((one, other) => other.accounts - one.accounts || (one.gate < other.gate ? -1 : 1)),
  }
}

/** Sums come as text from PostgreSQL. */
function numbers({ times, accounts }: { times: number | string; accounts: number | string }): { times: number; accounts: number } {
  return { times: Number(times), accounts: Number(accounts) }
}
