import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'

/** The columns of what was said and planned that become the first entries. */
interface Before {
  lead_word: { campaign_id: string; account_id: string; said: string; reason: string | null; at: number; author: string }
  lead_plan: {
    campaign_id: string
    account_id: string
    side: string
    cs: string | null
    sales: string | null
    due_on: string | null
    next_step: string | null
    at: number
    author: string
  }
  lead_change: {
    place: number
    field: string
    campaign_id: string
    account_id: string
    at: number
    author: string
    before_value: string | null
    after_value: string | null
  }
}

/** What people changed of leads, and when. The last word and the last plan of each are known; what was before them is not. */
export function createLeadChangesMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'lead_change', {
        columns: {
          place: 'bigint',
          field: t,
          campaign_id: t,
          account_id: t,
          at: 'bigint',
          author: t,
          before_value: 'text?',
          after_value: 'text?',
        },
        key: ['place', 'field'],
        indexes: [['account_id', 'campaign_id']],
      })
      const known = db as Kysely<Before>
      const words = await known.selectFrom('lead_word').selectAll().execute()
      const plans = await known.selectFrom('lead_plan').selectAll().execute()
      const all = [
        ...words.map(({ said, reason, ...of }) => ({ of, fields: { state: said, reason } })),
        ...plans.map(({ side, cs, sales, due_on: dueOn, next_step: nextStep, ...of }) => ({
          of,
          fields: { side, cs, sales, dueOn, nextStep },
        })),
      ].toSorted((one, other) => Number(one.of.at) - Number(other.of.at))
      for (const [index, { of, fields }] of all.entries()) {
        const rows = Object.entries(fields).flatMap(([field, value]) =>
          value === null ? [] : [{ ...of, place: index + 1, field, before_value: null, after_value: value }],
        )
        await known.insertInto('lead_change').values(rows).execute()
      }
    },
  }
}
