import { HELD_OUT } from '@espalier/core'
import { sql, type Kysely } from 'kysely'
import type { Measured, Outcome } from '../exposures.ts'
import { won } from './measures.ts'
import type { Tables } from './tables.ts'

/** What came of each account that met a campaign. */
export async function outcomesOf(db: Kysely<Tables>, measured: Measured): Promise<Outcome[]> {
  const { rows } = await sql<{ account: string; arm: string; at: number; shown: number | null; won: number | null }>`
    select e.account_id as account, e.arm as arm, e.at as at, e.shown_at as shown, w.at as won
    from exposure e left join (${won(measured)}) w on w.account_id = e.account_id
    where e.campaign_id = ${measured.campaign} order by e.at, e.account_id`.execute(db)
  return rows.map(({ account, arm, at, shown, won: wonAt }) => ({
    account,
    heldOut: arm === HELD_OUT,
    at: Number(at),
    ...(shown !== null && { shownAt: Number(shown) }),
    ...(wonAt !== null && { wonAt: Number(wonAt) }),
  }))
}
