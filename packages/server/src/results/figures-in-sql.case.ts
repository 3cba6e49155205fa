import { HELD_OUT } from '@espalier/core'
import type { Goal } from '@espalier/core/schema'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { CREDITED } from '../store/billing.ts'
import { latestOfColumn } from '../store/sql/latest-of.ts'
import type { Tables } from '../store/sql/tables.ts'
import type { Store } from '../store/store.ts'
import type { AccountMoney, AccountWorth, ArmCounts, Figures, PeopleCounts, QuarterCounts } from './figures.ts'

const DAY = 86_400_000

/** A campaign and what counts as its success. */
interface Measured {
  campaign: string
  goal: Goal
}

/** The figures of a campaign as the database adds them up, each by one question over all rows: a second way to the same numbers. */
export async function figuresInSql({ database: { db } }: Store, measured: Measured): Promise<Figures> {
  return {
    from: await firstExposure(db, measured),
    arms: await armCounts(db, measured),
    money: await accountMoney(db, measured),
    worth: await worthBefore(db, measured.campaign),
    quarters: await quarterCounts(db, measured),
    people: await peopleCounts(db, measured),
  }
}

async function firstExposure(db: Kysely<Tables>, { campaign }: Measured): Promise<number | undefined> {
  const row = await db.selectFrom('exposure').select('at').where('campaign_id', '=', campaign).orderBy('at').limit(1).executeTakeFirst()
  return row?.at
}

async function accountMoney(db: Kysely<Tables>, measured: Measured): Promise<AccountMoney[]> {
  const { rows } = await sql<{ account: string; arm: string; currency: string; mrr: number; value: number }>`
    select e.account_id as account, e.arm as arm, s.currency as currency, sum(s.mrr) as mrr, sum(s.value) as value
    from exposure e join (${successes(measured)}) s on ${within(measured)}
    where e.campaign_id = ${measured.campaign} and s.currency is not null
    group by e.arm, e.account_id, s.currency order by e.arm, e.account_id, s.currency`.execute(db)
  return rows.map((row) => ({ ...row, mrr: Number(row.mrr), value: Number(row.value) }))
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

async function peopleCounts(db: Kysely<Tables>, { campaign, goal }: Measured): Promise<PeopleCounts[]> {
  if (goal.kind !== 'event') return []
  const window = sql.lit(Math.round(goal.windowDays * DAY))
  const there = sql`from member m where m.account_id = e.account_id and m.first_seen_at <= e.at`
  const did = (when: RawBuilder<unknown>) => sql`(select count(*) ${there} and exists (
    select 1 from event v left join alias a on a.anonymous_id = v.person_id
      where v.account_id = e.account_id and v.type = 'track' and v.name = ${goal.event ?? ''} and ${when}
        and coalesce(a.person_id, v.person_id) = m.person_id))`
  const { rows } = await sql<PeopleCounts>`select arm, people, succeeded, past as before, count(*) as accounts from (
      select e.arm as arm, (select count(*) ${there}) as people, ${did(sql`v.at >= e.at and v.at - e.at <= ${window}`)} as succeeded,
          ${did(sql`v.at < e.at and v.at >= e.at - ${window}`)} as past
        from exposure e where e.campaign_id = ${campaign}
    ) counted group by arm, people, succeeded, past order by arm, people, succeeded, past`.execute(db)
  const counted = rows.map(({ arm, people, succeeded, before, accounts }) => ({
    arm,
    people: Number(people),
    succeeded: Number(succeeded),
    before: Number(before),
    accounts: Number(accounts),
  }))
  return counted.some(({ people }) => people > 0) ? counted : []
}
