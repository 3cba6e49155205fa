import { sql, type Kysely } from 'kysely'
import type { HeldBackMoment, HeldBackPeriod, HeldBackRow, HeldBackTotal } from '../exposures.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

const KEY = ['campaign_id', 'account_id', 'gate', 'day'] as const

/** Counts how often gates spared accounts. */
export async function recordHeldBack(db: Kysely<Tables>, moments: readonly HeldBackMoment[]): Promise<void> {
  const rows = new Map<string, Tables['held_back']>()
  for (const { campaign, account, gate, day } of moments) {
    const key = JSON.stringify([campaign, account, gate, day])
    const times = (rows.get(key)?.times ?? 0) + 1
    rows.set(key, { campaign_id: campaign, account_id: account, gate, day, times })
  }
  await addHeldBack(db, [...rows.values()])
}

/** Counts the accounts that a gate has not spared on that day before. */
export async function recordHeldBackOnce(db: Kysely<Tables>, moments: readonly HeldBackMoment[]): Promise<void> {
  for (const part of slices(moments)) {
    await db
      .insertInto('held_back')
      .values(part.map(({ campaign, account, gate, day }) => ({ campaign_id: campaign, account_id: account, gate, day, times: 1 })))
      .onConflict((conflict) => conflict.columns(KEY).doNothing())
      .execute()
  }
}

/** What spared an account that became part of another one spared that one. Rows are found by campaign first, as their key is. */
export async function moveHeldBack(db: Kysely<Tables>, from: string, to: string): Promise<void> {
  const rows = await db
    .deleteFrom('held_back')
    .where('campaign_id', 'in', ({ selectFrom }) => selectFrom('campaign').select('id'))
    .where('account_id', '=', from)
    .returningAll()
    .execute()
  await addHeldBack(
    db,
    rows.map((row) => ({ ...row, account_id: to })),
  )
}

async function addHeldBack(db: Kysely<Tables>, rows: readonly Tables['held_back'][]): Promise<void> {
  for (const part of slices(rows)) {
    await db
      .insertInto('held_back')
      .values(part)
      .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ times: sql`held_back.times + excluded.times` }))
      .execute()
  }
}

/** How often whom was spared within some days, all together. */
export async function heldBackTotal(db: Kysely<Tables>, engine: Engine, { from, to, accounts }: HeldBackPeriod): Promise<HeldBackTotal> {
  const all = await db
    .selectFrom('held_back')
    .select(({ fn }) => [fn.sum<number>('times').as('times'), fn.count<number>('account_id').distinct().as('accounts')])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(accounts !== undefined, (query) => query.where(among(engine, 'account_id', accounts ?? [])))
    .executeTakeFirst()
  // Sums come as text from PostgreSQL.
  return { times: Number(all?.times ?? 0), accounts: Number(all?.accounts ?? 0) }
}

/** Rows by their key, after one of them. */
export async function heldBackAfter(db: Kysely<Tables>, last: HeldBackRow | undefined, limit: number): Promise<HeldBackRow[]> {
  const rows = await db
    .selectFrom('held_back')
    .selectAll()
    .$if(last !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple(...KEY), '>', tuple(last?.campaign ?? '', last?.account ?? '', last?.gate ?? '', last?.day ?? 0)),
      ),
    )
    .orderBy([...KEY])
    .limit(limit)
    .execute()
  return rows.map(toHeldBack)
}

const ofAccounts = keptQuery((db, { among: isAmong }: Places<{ accounts: readonly string[]; campaigns: readonly string[] }>) =>
  db.selectFrom('held_back').selectAll().where(isAmong('campaign_id', 'campaigns')).where(isAmong('account_id', 'accounts')),
)

/** The rows of some accounts. */
export async function heldBackOf(
  db: Kysely<Tables>,
  engine: Engine,
  accounts: readonly string[],
  campaigns: readonly string[],
): Promise<HeldBackRow[]> {
  return (await ofAccounts(db, engine, { accounts, campaigns })).map(toHeldBack)
}

/** A row as it is told. */
export function toHeldBack({ campaign_id: campaign, account_id: account, gate, day, times }: Tables['held_back']): HeldBackRow {
  return { campaign, account, gate, day: Number(day), times: Number(times) }
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
