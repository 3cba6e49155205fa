import { HELD_OUT } from '@espalier/core'
import type { Kysely } from 'kysely'
import type { LeadStore } from '../leads.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/**
 * What was said of a visitor, and what is planned, is so of the person that it turned out to be, unless there was something of that person
 * before.
 */
export async function moveLeads(db: Kysely<Tables>, visitor: string, person: string): Promise<void> {
  const said = await db.selectFrom('lead_word').selectAll().where('account_id', '=', visitor).execute()
  if (said.length > 0) {
    const words = said.map((one) => ({ ...one, account_id: person }))
    const kept = db.insertInto('lead_word').values(words)
    await kept.onConflict((on) => on.columns(['campaign_id', 'account_id']).doNothing()).execute()
    await db.deleteFrom('lead_word').where('account_id', '=', visitor).execute()
  }
  const planned = await db.selectFrom('lead_plan').selectAll().where('account_id', '=', visitor).execute()
  if (planned.length === 0) return
  const plans = planned.map((one) => ({ ...one, account_id: person }))
  const kept = db.insertInto('lead_plan').values(plans)
  await kept.onConflict((on) => on.columns(['campaign_id', 'account_id']).doNothing()).execute()
  await db.deleteFrom('lead_plan').where('account_id', '=', visitor).execute()
}

/**
 * Takes away what people wrote in their own words about leads of these accounts, and about those that these persons passed. Needs their
 * ids as they are kept by then.
 */
export async function emptyLeads(db: Kysely<Tables>, engine: Engine, ids: readonly string[]): Promise<void> {
  for (const [table, emptied] of [
    ['lead_word', { reason: null }],
    ['lead_plan', { next_step: null }],
  ] as const) {
    await db
      .updateTable(table)
      .set(emptied)
      .where(({ or, exists, selectFrom }) =>
        or([
          among(engine, `${table}.account_id`, ids),
          exists(
            selectFrom('exposure')
              .select('exposure.campaign_id')
              .whereRef('exposure.campaign_id', '=', `${table}.campaign_id`)
              .whereRef('exposure.account_id', '=', `${table}.account_id`)
              .where(among(engine, 'exposure.person_id', ids)),
          ),
        ]),
      )
      .execute()
  }
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
    async plans(of) {
      const all = db.selectFrom('lead_plan').selectAll()
      const asked = of ? all.where('campaign_id', '=', of.campaign).where('account_id', '=', of.account) : all
      const rows = await asked.orderBy('campaign_id').orderBy('account_id').execute()
      return rows.map((row) => ({
        campaign: row.campaign_id,
        account: row.account_id,
        side: row.side,
        ...(row.cs !== null && { cs: row.cs }),
        ...(row.sales !== null && { sales: row.sales }),
        ...(row.due_on !== null && { dueOn: row.due_on }),
        ...(row.next_step !== null && { nextStep: row.next_step }),
        at: Number(row.at),
        author: row.author,
      }))
    },
    async plan({ campaign, account, side, cs, sales, dueOn, nextStep, at, author }) {
      const row = { side, cs: cs ?? null, sales: sales ?? null, due_on: dueOn ?? null, next_step: nextStep ?? null, at, author }
      await db
        .insertInto('lead_plan')
        .values({ campaign_id: campaign, account_id: account, ...row })
        .onConflict((on) => on.columns(['campaign_id', 'account_id']).doUpdateSet(row))
        .execute()
    },
  }
}
