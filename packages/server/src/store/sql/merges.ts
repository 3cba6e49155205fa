import { type Kysely, sql } from 'kysely'
import type { Merge, MergeStore } from '../merges.ts'
import { renewStamp } from './stamp.ts'
import { moveArmed } from './armed.ts'
import { moveHeldBack } from './held-back.ts'
import { moveLeads } from './leads.ts'
import type { Tables } from './tables.ts'
import { mergeExposures } from './touch.ts'

/** Which accounts are one, in SQL. */
export function createMergeStore(db: Kysely<Tables>): MergeStore {
  const put = async <T extends 'customer' | 'subscription' | 'subscription_state' | 'movement'>(table: T, from: string, to: string) => {
    await sql`update ${sql.table(table)} set account_id = ${to} where account_id = ${from}`.execute(db)
  }
  return {
    async all() {
      const rows = await db.selectFrom('merged_account').select(['account_id', 'into_id']).execute()
      return new Map(rows.map((row) => [row.account_id, row.into_id]))
    },
    async find(account) {
      const row = await db.selectFrom('merged_account').selectAll().where('account_id', '=', account).executeTakeFirst()
      return row && toMerge(row)
    },
    async of(account) {
      const rows = await db
        .selectFrom('merged_account')
        .selectAll()
        .where('into_id', '=', account)
        .orderBy('at')
        .orderBy('account_id')
        .execute()
      return rows.map(toMerge)
    },
    async ledgers() {
      const rows = await db
        .selectFrom('merged_account')
        .select(['at', 'ledger_from'])
        .where('ledger_from', 'is not', null)
        .orderBy('at')
        .execute()
      return rows.map(({ at, ledger_from }) => ({ receivedAt: at, from: ledger_from ?? at }))
    },
    async size(account, into) {
      const armsOf = async (id: string) => {
        const rows = await db
          .selectFrom('exposure')
          .select(['campaign_id', 'arm'])
          .where('account_id', '=', id)
          .orderBy('campaign_id')
          .execute()
        return new Map(rows.map((row) => [row.campaign_id, row.arm]))
      }
      const [own, others] = [await armsOf(account), await armsOf(into)]
      const met = [...own].flatMap(([campaign, arm]) => {
        const other = others.get(campaign)
        return other === undefined ? [] : [{ campaign, arm, other }]
      })
      const count = async (table: 'conversion' | 'event') => {
        const { rows } = await sql<{
          times: number
        }>`select count(*) as times from ${sql.table(table)} where account_id = ${account}`.execute(db)
        return Number(rows[0]?.times ?? 0)
      }
      return { met, exposures: own.size - met.length, conversions: await count('conversion'), events: await count('event') }
    },
    async twoArms(campaign) {
      const row = await db
        .selectFrom('exposure')
        .select(({ fn }) => fn.countAll<number>().as('accounts'))
        .where('campaign_id', '=', campaign)
        .where('other_arm', 'is not', null)
        .executeTakeFirst()
      return Number(row?.accounts ?? 0)
    },
    async note({ account, into, at, ledgerFrom = null }) {
      await db.updateTable('merged_account').set({ into_id: into }).where('into_id', '=', account).execute()
      await db.insertInto('merged_account').values({ account_id: account, into_id: into, at, ledger_from: ledgerFrom }).execute()
      await renewStamp(db)
    },
    async moveMeetings(account, into) {
      await mergeExposures(db, account, into)
      for (const table of ['history', 'impression', 'conversion'] as const) {
        await db.updateTable(table).set({ account_id: into }).where('account_id', '=', account).execute()
      }
      await moveHeldBack(db, account, into)
      await moveArmed(db, account, into)
      await moveLeads(db, account, into)
    },
    async moveBilling(account, into) {
      for (const table of ['customer', 'subscription', 'subscription_state', 'movement'] as const) await put(table, account, into)
      await renewStamp(db, 'stamp:billing')
    },
    async moveEvents(account, into) {
      await sql`update event set account_id = ${into}, told_account_id = coalesce(told_account_id, ${account})
        where account_id = ${account}`.execute(db)
    },
    async remove(account) {
      await db.deleteFrom('account').where('id', '=', account).execute()
      await db.deleteFrom('member').where('account_id', '=', account).execute()
      await db.deleteFrom('counter').where('scope', '=', 'account').where('owner', '=', account).execute()
      await db.deleteFrom('usage').where('account_id', '=', account).execute()
      await db.deleteFrom('metered').where('account_id', '=', account).execute()
    },
  }
}

function toMerge(row: Tables['merged_account']): Merge {
  return {
    account: row.account_id,
    into: row.into_id,
    at: row.at,
    ...(row.ledger_from !== null && { ledgerFrom: row.ledger_from }),
  }
}
