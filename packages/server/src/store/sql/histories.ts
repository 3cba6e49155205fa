import type { CampaignHistory } from '@espalier/core'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ExposureMoment } from '../exposures.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

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

/** What `from` saw and answered now belongs to `to`, and what it was as an account to another one. */
export async function moveHistory(db: Kysely<Tables>, from: string, to: string, account: string): Promise<void> {
  await db.updateTable('impression').set({ person_id: to }).where('person_id', '=', from).execute()
  await db.updateTable('impression').set({ account_id: account }).where('account_id', '=', from).execute()
  const rows = await db.deleteFrom('history').where('person_id', '=', from).returningAll().execute()
  await upsert(
    db,
    rows.map((row) => ({ ...row, person_id: to, account_id: row.account_id === from ? account : row.account_id })),
  )
}

/** What a person has seen and answered of each campaign. */
export function campaignHistory(row: Omit<Row, 'comment'>): CampaignHistory {
  return {
    shown: row.shown,
    ...(row.last_shown_at === null ? {} : { lastShownAt: row.last_shown_at }),
    ...(row.response === null ? {} : { response: row.response as NonNullable<CampaignHistory['response']> }),
    ...(row.responded_at === null ? {} : { respondedAt: row.responded_at }),
  }
}
