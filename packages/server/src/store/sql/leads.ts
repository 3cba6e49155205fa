import { HELD_OUT } from '@espalier/core'
import type { Kysely } from 'kysely'
import type { LeadStore } from '../leads.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/** What was said of a visitor is said of the person that it turned out to be, unless something was said of that person before. */
export async function moveLeadWords(db: Kysely<Tables>, visitor: string, person: string): Promise<void> {
  const said = await db.selectFrom('lead_word').selectAll().where('account_id', '=', visitor).execute()
  if (said.length === 0) return
  const words = said.map((one) => ({ ...one, account_id: person }))
  await db
    .insertInto('lead_word')
    .values(words)
    .onConflict((on) => on.columns(['campaign_id', 'account_id']).doNothing())
    .execute()
  await db.deleteFrom('lead_word').where('account_id', '=', visitor).execute()
}

/** The port of leads over SQL. */
export function createLeadStore(db: Kysely<Tables>): LeadStore {
  return {
    async passed(campaigns) {
      if (campaigns.length === 0) return []
      const rows = await db
        .selectFrom('exposure')
        .select(['campaign_id', 'account_id', 'person_id', 'accepted_at'])
        .where('campaign_id', 'in', campaigns)
        .where('accepted_at', 'is not', null)
        .where('arm', '<>', HELD_OUT)
        .orderBy('accepted_at')
        .orderBy('campaign_id')
        .orderBy('account_id')
        .execute()
      return rows.map((row) => ({
        campaign: row.campaign_id,
        account: row.account_id,
        person: row.person_id,
        at: Number(row.accepted_at),
      }))
    },
    async orders(campaigns) {
      if (campaigns.length === 0) return []
      const rows = await db
        .selectFrom('conversion')
        .select(['campaign_id', 'account_id', 'at'])
        .where('campaign_id', 'in', campaigns)
        .where(({ or, eb }) => or([eb('mrr', '>', 0), eb('value', '>', 0)]))
        .orderBy('at')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({ campaign: row.campaign_id ?? '', account: row.account_id, at: Number(row.at) }))
    },
    async words() {
      const rows = await db.selectFrom('lead_word').selectAll().orderBy('campaign_id').orderBy('account_id').execute()
      return rows.map(({ campaign_id: campaign, account_id: account, said, reason, at, author }) => ({
        campaign,
        account,
        said,
        ...(reason !== null && { reason }),
        at: Number(at),
        author,
      }))
    },
    async say({ campaign, account, said, reason, at, author }) {
      const word = { said, reason: reason ?? null, at, author }
      await db
        .insertInto('lead_word')
        .values({ campaign_id: campaign, account_id: account, ...word })
        .onConflict((on) => on.columns(['campaign_id', 'account_id']).doUpdateSet(word))
        .execute()
      await renewStamp(db)
    },
    async unsay(campaign, account) {
      await db.deleteFrom('lead_word').where('campaign_id', '=', campaign).where('account_id', '=', account).execute()
      await renewStamp(db)
    },
  }
}
