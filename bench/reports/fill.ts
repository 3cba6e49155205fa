import type { Database } from './database.ts'

/** Accounts, each with one person. */
export const ACCOUNTS = 200_000
/** Campaigns, and the accounts that each of them met. */
export const CAMPAIGNS = 20
const MET = 40_000
const DAY = 86_400_000

/** A whole number from 0 to below `below`, always the same for the same row and `salt`. */
const dice = (row: string, salt: number, below: number) => `((((${row}) * 2654435761 + ${salt} * 40503) % 4294967291) / 7 % ${below})`
const upTo = (count: number) => `with recursive row(i) as (select 0 union all select i + 1 from row where i + 1 < ${count})`
const account = (index: string) => `printf('account-%06d', ${index})`
const person = (index: string) => `printf('person-%06d', ${index})`

/** Fills the tables of a workspace that was begun by the server itself, as they stand after two years. `now` is epoch milliseconds. */
export function fill(database: Database, events: number, now: number): void {
  for (const pragma of ['synchronous = off', 'cache_size = -400000', 'temp_store = memory']) database.pragma(pragma)
  // What the server remembers of an empty workspace does not follow from rows that nobody told it of.
  for (const table of ['snapshot', 'snapshot_part']) database.exec(`delete from ${table}`)
  for (const statement of [...people(now), ...billing(now), ...campaigns(now)]) database.exec(statement)
  const indexes = database
    .prepare(`select name, sql from sqlite_master where type = 'index' and tbl_name = 'event' and sql is not null`)
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) database.exec(`drop index "${name}"`)
  database.exec(log(events, now))
  for (const { sql } of indexes) database.exec(sql)
  database.exec('analyze')
  database.pragma('wal_checkpoint(truncate)')
}

function people(now: number): string[] {
  const today = Math.floor(now / DAY)
  const seen = `${now} - ${dice('i', 3, 60)} * ${DAY} - ${dice('i', 4, DAY)}`
  const counts = `case ${dice('i', 5, 4)} when 0 then '[2,0,1,0,0,4]' when 1 then '[1,0,0,0,0,0,0,3,0,0,0,0,1,2]' when 2 then '[5]'
    else '[1,1,0,2,0,0,0,1,0,0,3,0,0,0,0,0,1,0,0,2]' end`
  return [
    `${upTo(ACCOUNTS)} insert into account (id, traits, plan, care, signed, search, first_seen_at, last_seen_at)
      select ${account('i')}, json_object('name', 'Company ' || i, 'industry', case ${dice('i', 1, 4)} when 0 then 'retail' when 1 then 'finance'
        when 2 then 'health' else 'media' end, 'size', ${dice('i', 2, 400)}),
        case when ${dice('i', 6, 10)} < 6 then null when ${dice('i', 6, 10)} < 9 then 'team' else 'business' end,
        case when ${dice('i', 7, 40)} = 0 then '{"onboarded":false}' when ${dice('i', 7, 40)} < 20 then '{"onboarded":true,"score":80}'
          when ${dice('i', 7, 40)} = 20 then '{"risk":true}' else '{}' end, '{}', 'company ' || i, ${now - 730 * DAY}, ${seen} from row`,
    `${upTo(ACCOUNTS)} insert into person (id, anonymous, traits, account_id, search, first_seen_at, last_seen_at, care, signed)
      select ${person('i')}, 0, '{"role":"member"}', ${account('i')}, ${person('i')}, ${now - 700 * DAY}, ${seen}, '{}', '{}' from row`,
    `${upTo(ACCOUNTS)} insert into member select ${account('i')}, ${person('i')}, ${now - 700 * DAY} from row`,
    ...['Report Exported', 'Chart Shared', 'Report Opened'].map(
      (name, index) => `${upTo(ACCOUNTS)} insert into counter (scope, owner, name, state)
        select 'account', ${account('i')}, '${name}', '{"d":' || (${today} - ${dice('i', 10 + index, 30)}) || ',"n":' || ${counts} ||
          ',"t":40,"f":${now - 600 * DAY},"l":' || (${seen}) || '}' from row where ${dice('i', 20 + index, 10)} < 8`,
    ),
    `${upTo(ACCOUNTS)} insert into usage (account_id, feature, used, limit_value, limit_known, resets_at, at, by_page)
      select ${account('i')}, 'seats', ${dice('i', 30, 12)}, null, 0, null, ${now - DAY}, 0 from row where i % 2 = 0`,
    `${upTo(ACCOUNTS)} insert into metered (account_id, feature, period, used)
      select ${account('i')}, 'exports', '${new Date(now).toISOString().slice(0, 7)}', ${dice('i', 31, 14)} from row where i % 3 > 0`,
  ]
}

/** Three accounts of five pay; most began at some time of the last two years, some grew after 90 days, some left after 200. */
function billing(now: number): string[] {
  const began = `(${now} - ${dice('i', 40, 24 * 30)} * ${DAY} - ${dice('i', 41, DAY)})`
  const steps = [
    { step: 1, days: 0, kind: 'new', amount: 2400, total: 2400, of: 'i % 5 < 3' },
    { step: 2, days: 90, kind: 'expansion', amount: 7400, total: 9800, of: `i % 5 < 3 and ${dice('i', 42, 10)} < 4` },
    { step: 3, days: 200, kind: 'churn', amount: -2400, total: 0, of: `i % 5 < 3 and ${dice('i', 42, 10)} = 9` },
  ]
  const items = (total: number) =>
    `'[{"price":"p","plan":"team","kind":"plan","quantity":1,"amount":${total},"interval":"month","mrr":{"num":${total},"den":1}}]'`
  const status = (total: number) => (total > 0 ? 'active' : 'canceled')
  return steps.flatMap(({ step, days, kind, amount, total, of }) => {
    const at = `${began} + ${days * DAY}`
    const rows = `from row where ${of} and ${at} < ${now}`
    const event = `'evt-' || i || '-${step}'`
    return [
      `${upTo(ACCOUNTS)} insert into movement (id, account_id, subscription_id, at, kind, cause, amount, currency, event_id)
        select ${event}, ${account('i')}, 'sub-' || i, ${at}, '${kind}', '${step === 3 ? 'end' : 'plan'}', ${amount}, 'JPY', ${event} ${rows}`,
      `${upTo(ACCOUNTS)} insert into subscription_state (event_id, subscription_id, account_id, customer_id, at, status, items, currency, mrr_num, mrr_den, before, place)
        select ${event}, 'sub-' || i, ${account('i')}, 'cus-' || i, ${at}, '${status(total)}', ${items(total)}, 'JPY', ${total}, 1, null, 0 ${rows}`,
      `${upTo(ACCOUNTS)} insert into billing_event (id, type, created_at, received_at, customer_id, status, body)
        select ${event}, 'subscription', ${at}, ${at}, 'cus-' || i, 'applied', '{"id":"sub-' || i || '","status":"${status(total)}"}' ${rows}`,
      `${upTo(ACCOUNTS)} insert into subscription (id, account_id, customer_id, status, items, currency, mrr_num, mrr_den, changed_at, event_id)
        select 'sub-' || i, ${account('i')}, 'cus-' || i, '${status(total)}', ${items(total)}, 'JPY', ${total}, 1, ${at}, ${event} ${rows}
        on conflict (id) do update set status = excluded.status, items = excluded.items, mrr_num = excluded.mrr_num,
          changed_at = excluded.changed_at, event_id = excluded.event_id`,
      step === 1 ? `${upTo(ACCOUNTS)} insert into customer select 'cus-' || i, ${account('i')} ${rows}` : 'select 1',
    ]
  })
}

function campaigns(now: number): string[] {
  return Array.from({ length: CAMPAIGNS }, (_, campaign) => {
    const met = `((i * 5 + ${campaign * 9973}) % ${ACCOUNTS})`
    const at = `(${now} - ${dice('i', 50 + campaign, 150)} * ${DAY} - ${dice('i', 51 + campaign, DAY)})`
    const held = `${dice('i', 52 + campaign, 10)} = 0`
    const did = (below: number) => `case when ${held} or ${dice('i', 53 + campaign, 100)} >= ${below} then null else ${at} + 60000 end`
    const survey = campaign % 7 === 6
    const columns =
      'campaign_id, account_id, at, version, arm, person_id, shown_at, engaged_at, accepted_at, answered_at, dismissed_at, shown'
    return `${upTo(MET)} insert into exposure (${columns}) select 'campaign-${campaign}', ${account(met)}, ${at}, 1,
        case when ${held} then 'held-out' else 'treated' end, ${person(met)}, case when ${held} then null else ${at} end, ${did(20)},
        ${survey ? 'null' : did(8)}, ${survey ? did(30) : 'null'}, null, case when ${held} then 0 else 1 end from row;
      ${upTo(MET)} insert into impression (id, campaign_id, person_id, account_id, at, interruptive, ghost, cost)
        select 'seen-${campaign}-' || i, 'campaign-${campaign}', ${person(met)}, ${account(met)}, ${at}, 0, ${held}, 0.5 from row;
      ${upTo(MET)} insert into history (campaign_id, person_id, account_id, shown, last_shown_at, response, responded_at, score, comment)
        select 'campaign-${campaign}', ${person(met)}, ${account(met)}, 1, ${at}, ${survey ? `'answered', ${at}, ${dice('i', 60, 11)}` : 'null, null, null'}, null
        from row where not ${held} and ${dice('i', 53 + campaign, 100)} < 30;
      ${upTo(MET / 2)} insert into held_back (campaign_id, account_id, gate, day, times)
        select 'campaign-${campaign}', ${account(met)}, case i % 3 when 0 then 'budget' when 1 then 'cadence' else 'onboarding' end,
        ${Math.floor(now / DAY)} - ${dice('i', 61, 90)}, 2 from row`
  })
}

/** The log: what people did in the last 150 days, in order. */
function log(events: number, now: number): string {
  const kind = dice('i', 70, 1000)
  const name = `case when ${kind} < 3 then 'espalier:answered' when ${kind} < 7 then 'espalier:locked' when ${kind} < 15 then 'espalier:shown'
    when ${kind} < 18 then 'espalier:engaged' when ${kind} < 300 then 'Report Exported' when ${kind} < 500 then 'Chart Shared'
    when ${kind} < 700 then 'Report Opened' else '/reports' end`
  const survey = `'{"campaign":"campaign-' || (${dice('i', 71, 2)} * 7 + 6) || '"'`
  const properties = `case when ${kind} < 3 then ${survey} || ',"decision":"d' || i || '","score":' || ${dice('i', 72, 11)} || '}'
    when ${kind} < 7 then '{"feature":"' || case i % 2 when 0 then 'analytics' else 'scheduled-reports' end || '"}'
    when ${kind} < 18 then '{"campaign":"campaign-' || ${dice('i', 73, CAMPAIGNS)} || '","decision":"d' || i || '"}' else '{}' end`
  const who = dice('i', 74, ACCOUNTS)
  const at = `${now - 150 * DAY} + i * ${Math.floor((150 * DAY) / events)}`
  return `${upTo(events)} insert into event (id, type, name, person_id, account_id, at, received_at, seq, properties, context, position, sent_as, visitor_id)
    select unhex(printf('%016x%016x', i, i * 7919)), case when ${kind} < 700 then 'track' else 'page' end, ${name}, ${person(who)}, ${account(who)},
      ${at}, ${at}, 0, ${properties}, '{}', i + 1000, 3, null from row`
}
