import type { Attention, CampaignHistory, History } from '@espalier/core'
import { emptyHistory } from '@espalier/core'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ExposureMoment } from '../exposures.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

const DAY = 86_400_000

type Row = Tables['history']

/** An answer of one person to one campaign. */
export interface Response {
  campaign: string
  person: string
  account: string
  at: number
  response: NonNullable<CampaignHistory['response']>
  score?: number
  comment?: string
}

/** Counts impressions for the people who saw them; `ghost` in the hold-out, where they only take attention. */
export async function recordImpressions(db: Kysely<Tables>, moments: readonly ExposureMoment[], ghost: boolean): Promise<void> {
  if (moments.length === 0) return
  const rows = moments.map((one) => ({
    id: one.id,
    campaign_id: one.campaign,
    person_id: one.person,
    account_id: one.account,
    at: one.at,
    interruptive: one.cost >= 1 ? 1 : 0,
    cost: one.cost,
    ghost: ghost ? 1 : 0,
  }))
  await db
    .insertInto('impression')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const seen = new Map<string, Row>()
  for (const one of moments) {
    const key = JSON.stringify([one.campaign, one.person])
    const known = seen.get(key) ?? unseen(one)
    seen.set(key, { ...known, account_id: one.account, shown: known.shown + 1, last_shown_at: Math.max(one.at, known.last_shown_at ?? 0) })
  }
  await upsert(db, [...seen.values()])
}

/** Records an answer. A newer answer replaces an older one; the comment that follows a score joins it. */
export async function recordResponse(db: Kysely<Tables>, one: Response): Promise<void> {
  const { response, at, score = null } = one
  // PostgreSQL has no text with this character in it.
  const comment = one.comment?.replaceAll('\0', '') ?? null
  await upsert(db, [{ ...unseen(one), response, responded_at: at, score, comment }])
}

function unseen(one: { campaign: string; person: string; account: string }): Row {
  return {
    campaign_id: one.campaign,
    person_id: one.person,
    account_id: one.account,
    shown: 0,
    last_shown_at: null,
    response: null,
    responded_at: null,
    score: null,
    comment: null,
  }
}

const newer = sql`excluded.responded_at >= coalesce(history.responded_at, 0)`

async function upsert(db: Kysely<Tables>, rows: Row[]): Promise<void> {
  for (const part of slices(rows)) {
    await db
      .insertInto('history')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['campaign_id', 'person_id']).doUpdateSet({
          account_id: sql`excluded.account_id`,
          shown: sql`history.shown + excluded.shown`,
          last_shown_at: sql`case when history.last_shown_at is null or excluded.last_shown_at > history.last_shown_at then excluded.last_shown_at else history.last_shown_at end`,
          response: sql`case when ${newer} then excluded.response else history.response end`,
          responded_at: sql`case when ${newer} then excluded.responded_at else history.responded_at end`,
          score: sql`case when ${newer} then coalesce(excluded.score, history.score) else coalesce(history.score, excluded.score) end`,
          comment: sql`case when ${newer} and (excluded.score is not null or excluded.comment is not null) then excluded.comment else coalesce(history.comment, excluded.comment) end`,
        }),
      )
      .execute()
  }
}

/** What `from` saw and answered now belongs to `to`. */
export async function moveHistory(db: Kysely<Tables>, from: string, to: string): Promise<void> {
  await db.updateTable('impression').set({ person_id: to }).where('person_id', '=', from).execute()
  await db.updateTable('impression').set({ account_id: to }).where('account_id', '=', from).execute()
  const rows = await db.deleteFrom('history').where('person_id', '=', from).returningAll().execute()
  await upsert(
    db,
    rows.map((row) => ({ ...row, person_id: to, account_id: row.account_id === from ? to : row.account_id })),
  )
}

/** What a person has seen and answered of each campaign. */
export function campaignHistory(row: Row): CampaignHistory {
  return {
    shown: row.shown,
    ...(row.last_shown_at === null ? {} : { lastShownAt: row.last_shown_at }),
    ...(row.response === null ? {} : { response: row.response as NonNullable<CampaignHistory['response']> }),
    ...(row.responded_at === null ? {} : { respondedAt: row.responded_at }),
  }
}

/** The past of a person and the account around them. `paced` are the campaigns that count all people of an account. */
export async function readHistory(
  db: Kysely<Tables>,
  engine: Engine,
  person: string,
  account: string,
  { now, paced }: { now: number; paced: readonly string[] },
): Promise<History> {
  const history = emptyHistory()
  const [own, userAttention, accountAttention, refusals, together] = await Promise.all([
    db.selectFrom('history').selectAll().where('person_id', '=', person).execute(),
    attention(db, 'person_id', person, now - 7 * DAY),
    attention(db, 'account_id', account, now - DAY),
    refusalsOf(db, account),
    paced.length > 0 ? impressionsOf(db, engine, account, paced) : [],
  ])
  for (const row of own) history.campaigns[row.campaign_id] = campaignHistory(row)
  Object.assign(history, { userAttention, accountAttention })
  if (paced.length > 0) {
    history.accountCampaigns = Object.fromEntries(
      together.map(({ campaign_id, shown, last }) => [campaign_id, { shown, lastShownAt: last ?? 0 }]),
    )
  }
  for (const { campaign_id, response, responded_at } of refusals) {
    history.accountResponses ??= {}
    history.accountResponses[campaign_id] = { response: response === 'no' ? 'no' : 'not-now', at: responded_at ?? 0 }
  }
  return history
}

/** Refusals by anybody of the account, oldest first. */
function refusalsOf(db: Kysely<Tables>, account: string) {
  return db
    .selectFrom('history')
    .select(['campaign_id', 'response', 'responded_at'])
    .where('account_id', '=', account)
    .where('response', 'in', ['not-now', 'no'])
    .orderBy('responded_at')
    .execute()
}

/** Impressions by everybody of the account, ghost impressions included. */
function impressionsOf(db: Kysely<Tables>, engine: Engine, account: string, campaigns: readonly string[]) {
  return db
    .selectFrom('impression')
    .select(({ fn }) => ['campaign_id', fn.countAll<number>().as('shown'), fn.max('at').as('last')])
    .where('account_id', '=', account)
    .where(among(engine, 'campaign_id', campaigns))
    .groupBy('campaign_id')
    .execute()
}

async function attention(db: Kysely<Tables>, column: 'person_id' | 'account_id', owner: string, since: number): Promise<Attention[]> {
  const rows = await db
    .selectFrom('impression')
    .select(['at', 'cost'])
    .where(column, '=', owner)
    .where('cost', '>', 0)
    .where('at', '>', since)
    .orderBy('at')
    .execute()
  return rows.map((row) => [row.at, row.cost])
}
