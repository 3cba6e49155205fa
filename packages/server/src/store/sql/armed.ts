import { sql, type Kysely } from 'kysely'
import type { ArmedMoment, Exposure } from '../exposures.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

/** Arms campaigns for accounts; the newest time counts. */
export async function arm(db: Kysely<Tables>, moments: readonly ArmedMoment[]): Promise<void> {
  const newest = new Map<string, Tables['armed']>()
  for (const { campaign, account, at } of moments) {
    const key = JSON.stringify([campaign, account])
    newest.set(key, { campaign_id: campaign, account_id: account, at: Math.max(at, newest.get(key)?.at ?? at) })
  }
  for (const rows of slices(newest.values())) {
    await db
      .insertInto('armed')
      .values(rows)
      .onConflict((on) =>
        on
          .columns(['campaign_id', 'account_id'])
          .doUpdateSet({ at: sql`case when excluded.at > armed.at then excluded.at else armed.at end` }),
      )
      .execute()
  }
}

/** What an account met is no longer armed for it. */
export async function disarm(db: Kysely<Tables>, moments: readonly Exposure[]): Promise<void> {
  for (const { campaign, account, at } of moments) {
    await db.deleteFrom('armed').where('campaign_id', '=', campaign).where('account_id', '=', account).where('at', '<=', at).execute()
  }
}

const armedByAccount = keptQuery((db, { value }: Places<{ account: string }>) =>
  db.selectFrom('armed').select(['campaign_id', 'at']).where('account_id', '=', value('account')),
)

/** The campaigns that are armed for an account, and since when. */
export async function readArmed(db: Kysely<Tables>, engine: Engine, account: string): Promise<Record<string, number>> {
  const rows = await armedByAccount(db, engine, { account })
  return Object.fromEntries(rows.map(({ campaign_id, at }) => [campaign_id, at]))
}

/** What was armed for a visitor is armed for the person who the visitor turned out to be. */
export async function moveArmed(db: Kysely<Tables>, from: string, to: string): Promise<void> {
  const rows = await db.deleteFrom('armed').where('account_id', '=', from).returningAll().execute()
  await arm(
    db,
    rows.map(({ campaign_id, at }) => ({ campaign: campaign_id, account: to, at })),
  )
}
