import { HELD_OUT } from '@espalier/core'
import { type Kysely, sql } from 'kysely'
import type { GuardrailStore } from '../guardrails.ts'
import { latestOfColumn } from './latest-of.ts'
import type { Tables } from './tables.ts'

interface Row {
  held_out: number
  accounts: number
  shown: number
  churn: number
  contraction: number
  dismissal: number
  detractor: number
}

/** The port of guardrails over SQL. */
export function createGuardrailStore(db: Kysely<Tables>): GuardrailStore {
  return {
    async harmCounts(campaign, since) {
      const { rows } = await sql<Row>`
        select held_out, count(*) as accounts, sum(shown) as shown, sum(churn) as churn, sum(contraction) as contraction,
          sum(dismissal) as dismissal, sum(detractor) as detractor
        from (
          select case when e.arm = ${HELD_OUT} then 1 else 0 end as held_out,
            case when e.shown_at is null then 0 else 1 end as shown,
            case when exists (select 1 from movement m where m.account_id = e.account_id and ${latestOfColumn('m.at')} >= e.at
              and m.kind = 'churn') then 1 else 0 end as churn,
            case when exists (select 1 from movement m where m.account_id = e.account_id and ${latestOfColumn('m.at')} >= e.at
              and m.kind = 'contraction' and m.cause <> 'currency') then 1 else 0 end as contraction,
            case when e.shown_at is not null and exists (select 1 from history h where h.campaign_id = e.campaign_id
              and h.account_id = e.account_id and h.response = 'no') then 1 else 0 end as dismissal,
            case when exists (select 1 from history h where h.account_id = e.account_id and h.campaign_id <> e.campaign_id and h.score <= 6
              and h.responded_at >= e.at) then 1 else 0 end as detractor
          from exposure e where e.campaign_id = ${campaign} and e.at >= ${since}
        ) met group by held_out order by held_out`.execute(db)
      return rows.map((row) => ({
        heldOut: Number(row.held_out) === 1,
        accounts: Number(row.accounts),
        shown: Number(row.shown),
        harmed: {
          churn: Number(row.churn),
          contraction: Number(row.contraction),
          dismissal: Number(row.dismissal),
          detractor: Number(row.detractor),
        },
      }))
    },
  }
}
