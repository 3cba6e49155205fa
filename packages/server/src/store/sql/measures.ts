import { HELD_OUT } from '@espalier/core'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { CREDITED } from '../billing.ts'
import type { AccountWorth, ArmCounts, ExposureStore, Measured, QuarterCounts } from '../exposures.ts'
import { latestOfColumn } from './latest-of.ts'
import type { Tables } from './tables.ts'

const DAY = 86_400_000

type Measures = Pick<ExposureStore, 'firstExposure' | 'armCounts' | 'accountMoney' | 'worthBefore' | 'quarterCounts' | 'heldBackCounts'>

/** The sums that reports are made of, computed where the rows are. */
export function createMeasures(db: Kysely<Tables>): Measures {
  return {
    async firstExposure(campaign) {
      const row = await db.selectFrom('exposure').select('at').where('campaign_id', '=', campaign).orderBy('at').limit(1).executeTakeFirst()
      return row?.at
    },
    armCounts: (measured) => armCounts(db, measured),
    async accountMoney(measured) {
      const { rows } = await sql<{ account: string; arm: string; currency: string; mrr: number; value: number }>`
        select e.account_id as account, e.arm as arm, s.currency as currency, sum(s.mrr) as mrr, sum(s.value) as value
        from exposure e join (${successes(measured)}) s on ${within(measured)}
        where e.campaign_id = ${measured.campaign} and s.currency is not null
        group by e.arm, e.account_id, s.currency order by e.arm, e.account_id, s.currency`.execute(db)
      return rows.map((row) => ({ ...row, mrr: Number(row.mrr), value: Number(row.value) }))
    },
    worthBefore: (campaign) => worthBefore(db, campaign),
    quarterCounts: (measured) => quarterCounts(db, measured),
    async heldBackCounts(campaign) {
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
    },
  }
}

/** What counts as success, by account and time, with its money in minor units. */
function successes({ campaign, goal }: Measured): RawBuilder<unknown> {
  if (goal.kind === 'event') {
    return sql`select account_id, at, at as latest, 0 as mrr, 0 as value, null as currency from event where type = 'track' and name = ${goal.event ?? ''}`
  }
  if (goal.kind === 'response') {
    return sql`select account_id, answered_at as at, answered_at as latest, 0 as mrr, 0 as value, null as currency
      from exposure where campaign_id = ${campaign} and answered_at is not null`
  }
  if (goal.kind === 'external') {
    return sql`select account_id, at, at as latest, coalesce(mrr, 0) as mrr, coalesce(value, 0) as value, currency from conversion where campaign_id = ${campaign}`
  }
  return sql`select account_id, at, ${latestOfColumn('movement.at')} as latest, amount as mrr, 0 as value, currency from movement
      where kind = 'new' or (kind = 'expansion' and cause in (${sql.join(CREDITED)}))
    union all select account_id, at, at as latest, mrr, coalesce(value, 0) as value, currency from conversion
      where mrr > 0 and (campaign_id is null or campaign_id = ${campaign})`
}

/** A success belongs to an exposure when it may have come after it, within the goal's window. */
function within({ goal }: Measured): RawBuilder<unknown> {
  return sql`s.account_id = e.account_id and s.latest >= e.at and s.at - e.at <= ${sql.lit(Math.round(goal.windowDays * DAY))}`
}

/** The first success of each exposed account. */
function won(measured: Measured): RawBuilder<unknown> {
  return sql`select e.account_id as account_id, min(case when s.at < e.at then e.at else s.at end) as at from exposure e join (${successes(measured)}) s on ${within(measured)}
    where e.campaign_id = ${measured.campaign} group by e.account_id`
}

async function armCounts(db: Kysely<Tables>, measured: Measured): Promise<ArmCounts[]> {
  const { rows } = await sql<ArmCounts>`
    select e.arm as arm, count(*) as accounts, count(e.shown_at) as shown, count(e.engaged_at) as engaged,
      count(coalesce(e.accepted_at, e.answered_at)) as accepted, count(w.account_id) as converted
    from exposure e left join (${won(measured)}) w on w.account_id = e.account_id
    where e.campaign_id = ${measured.campaign} group by e.arm order by e.arm`.execute(db)
  return rows.map((row) => ({
    arm: row.arm,
    accounts: Number(row.accounts),
    shown: Number(row.shown),
    engaged: Number(row.engaged),
    accepted: Number(row.accepted),
    converted: Number(row.converted),
  }))
}

/** What was told counts; else the recurring revenue of all subscriptions as they stood at that moment. */
async function worthBefore(db: Kysely<Tables>, campaign: string): Promise<AccountWorth[]> {
  const { rows } = await sql<{ account: string; arm: string; worth: number; currency: string | null }>`
    select account, arm, sum(worth) as worth, currency from (
      select account_id as account, arm, worth_before as worth, null as currency from exposure
        where campaign_id = ${campaign} and worth_before is not null
      union all
      select e.account_id, e.arm, state.mrr_num * 1.0 / state.mrr_den, state.currency
        from exposure e join subscription_state state on state.account_id = e.account_id and state.at <= e.at and state.mrr_num > 0 and state.place <> 1
        where e.campaign_id = ${campaign} and e.worth_before is null and not exists (
          select 1 from subscription_state later where later.subscription_id = state.subscription_id and later.place <> 1
            and later.at > state.at and later.at <= e.at)
    ) known group by account, arm, currency order by arm, account, currency`.execute(db)
  return rows.map(({ currency, worth, ...row }) => ({ ...row, worth: Number(worth), ...(currency === null ? {} : { currency }) }))
}

const FIRSTS = [
  ['shown', sql`shown_at`],
  ['engaged', sql`engaged_at`],
  ['accepted', sql`coalesce(accepted_at, answered_at)`],
] as const

async function quarterCounts(db: Kysely<Tables>, measured: Measured): Promise<QuarterCounts[]> {
  const firsts = FIRSTS.map(
    ([kind, at]) =>
      sql`select ${sql.lit(kind)} as kind, arm, ${at} as at from exposure where campaign_id = ${measured.campaign} and ${at} is not null`,
  )
  const wins = sql`select 'converted' as kind, e.arm as arm, w.at as at from exposure e join (${won(measured)}) w on w.account_id = e.account_id
    where e.campaign_id = ${measured.campaign}`
  const { rows } = await sql<{ kind: QuarterCounts['kind']; held_out: number; quarter: number; accounts: number }>`
    select kind, case when arm = ${HELD_OUT} then 1 else 0 end as held_out, at / 900000 as quarter, count(*) as accounts
    from (${sql.join([...firsts, wins], sql` union all `)}) moments group by 1, 2, 3 order by 3`.execute(db)
  return rows.map((row) => ({
    quarter: Math.floor(Number(row.quarter)),
    heldOut: Number(row.held_out) === 1,
    kind: row.kind,
    accounts: Number(row.accounts),
  }))
}
