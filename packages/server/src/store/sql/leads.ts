import { HELD_OUT } from '@espalier/core'
import { LEAD_FIELDS, type LeadField } from '@espalier/core/schema'
import { sql, type Kysely } from 'kysely'
import type { LeadChange, LeadStore } from '../leads.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/** Fields of a change that hold what people wrote, in which somebody may be named. */
const IN_OWN_WORDS: readonly LeadField[] = ['reason', 'nextStep']

/**
 * What was said of a visitor, and what is planned, is so of the person that it turned out to be, unless there was something of that person
 * before. What was changed of either stays.
 */
export async function moveLeads(db: Kysely<Tables>, visitor: string, person: string): Promise<void> {
  await db.updateTable('lead_change').set({ account_id: person }).where('account_id', '=', visitor).execute()
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
  for (const [table, emptied, fields] of [
    ['lead_word', { reason: null }, undefined],
    ['lead_plan', { next_step: null }, undefined],
    ['lead_change', { before_value: null, after_value: null }, IN_OWN_WORDS],
  ] as const) {
    await db
      .updateTable(table)
      .set(emptied)
      .$if(fields !== undefined, (rows) => rows.where(sql.ref('field'), 'in', fields ?? []))
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
    async note({ campaign, account, at, author, changes }) {
      if (changes.length === 0) return
      const last = await db
        .selectFrom('lead_change')
        .select(({ fn }) => fn.max('place').as('place'))
        .executeTakeFirst()
      const of = { place: Number(last?.place ?? 0) + 1, campaign_id: campaign, account_id: account, at, author }
      const rows = changes.map(({ field, before, after }) => ({ ...of, field, before_value: before, after_value: after }))
      await db.insertInto('lead_change').values(rows).execute()
    },
    async states() {
      const rows = await db
        .selectFrom('lead_change')
        .select(['campaign_id', 'account_id', 'before_value', 'after_value'])
        .where('field', '=', 'state')
        .orderBy('place')
        .execute()
      return rows.map((row) => ({ campaign: row.campaign_id, account: row.account_id, before: row.before_value, after: row.after_value }))
    },
    async history({ campaign, account }) {
      const rows = await db
        .selectFrom('lead_change')
        .selectAll()
        .where('account_id', '=', account)
        .where('campaign_id', '=', campaign)
        .orderBy('place', 'desc')
        .execute()
      return [...Map.groupBy(rows, ({ place }) => Number(place)).values()].flatMap((together): LeadChange[] => {
        const [first] = together
        if (!first) return []
        const changes = LEAD_FIELDS.flatMap((field) =>
          together.filter((row) => row.field === field).map(({ before_value: before, after_value: after }) => ({ field, before, after })),
        )
        return [{ campaign, account, at: Number(first.at), author: first.author, changes }]
      })
    },
  }
}
