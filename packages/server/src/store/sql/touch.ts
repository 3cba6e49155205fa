import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Exposure } from '../exposures.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

/** First times of what an account did about a campaign, and how many impressions to add. */
export interface Touch extends Exposure {
  shownAt?: number
  engagedAt?: number
  acceptedAt?: number
  answeredAt?: number
  dismissedAt?: number
  impressions?: number
}

/** What a moment says; what the account was worth before is not among it, nor what an account met that became part of it. */
type Row = Omit<Tables['exposure'], 'worth_before' | 'other_arm'>

const MOMENTS = ['shown_at', 'engaged_at', 'accepted_at', 'answered_at', 'dismissed_at'] as const

/** Keeps the earliest of every moment, whatever the order in which they come. */
export async function touch(db: Kysely<Tables>, touches: readonly Touch[]): Promise<void> {
  for (const rows of slices(fold(touches.map(toRow)))) {
    await db
      .insertInto('exposure')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['campaign_id', 'account_id']).doUpdateSet({
          at: ofEarlier<number>('at'),
          version: ofEarlier<number>('version'),
          arm: ofEarlier<string>('arm'),
          person_id: ofEarlier<string>('person_id'),
          shown_at: earlier('shown_at'),
          engaged_at: earlier('engaged_at'),
          accepted_at: earlier('accepted_at'),
          answered_at: earlier('answered_at'),
          dismissed_at: earlier('dismissed_at'),
          shown: sql`exposure.shown + excluded.shown`,
        }),
      )
      .execute()
  }
}

function ofEarlier<T>(column: 'at' | 'version' | 'arm' | 'person_id') {
  return sql<T>`case when excluded.at < exposure.at then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`exposure.${column}`)} end`
}

function earlier(column: (typeof MOMENTS)[number]) {
  const [next, kept] = [sql.ref(`excluded.${column}`), sql.ref(`exposure.${column}`)]
  return sql<number | null>`case when ${kept} is null or ${next} < ${kept} then ${next} else ${kept} end`
}

function toRow(one: Touch): Row {
  return {
    campaign_id: one.campaign,
    account_id: one.account,
    at: one.at,
    version: one.version,
    arm: one.arm,
    person_id: one.person,
    shown_at: one.shownAt ?? null,
    engaged_at: one.engagedAt ?? null,
    accepted_at: one.acceptedAt ?? null,
    answered_at: one.answeredAt ?? null,
    dismissed_at: one.dismissedAt ?? null,
    shown: one.impressions ?? 0,
  }
}

/** One row an account and campaign: PostgreSQL refuses a statement that meets the same row twice. */
function fold(rows: readonly Row[]): Row[] {
  const folded = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.campaign_id, row.account_id])
    const known = folded.get(key)
    folded.set(key, known ? merge(known, row) : row)
  }
  return [...folded.values()]
}

function merge(one: Row, other: Row): Row {
  const [first, later] = one.at <= other.at ? [one, other] : [other, one]
  const merged: Row = { ...first, shown: one.shown + other.shown }
  for (const column of MOMENTS) {
    const times = [first[column], later[column]].filter((time) => time !== null)
    merged[column] = times.length > 0 ? Math.min(...times) : null
  }
  return merged
}

/** Exposures that counted the visitor `from` as an account now count for that of `person`; where both have one, the earlier keeps its arm. */
export async function moveExposures(db: Kysely<Tables>, from: string, person: string, account: string): Promise<void> {
  await db.updateTable('exposure').set({ person_id: person }).where('person_id', '=', from).execute()
  const rows = await db.deleteFrom('exposure').where('account_id', '=', from).returningAll().execute()
  await touch(
    db,
    rows.map((row) => toTouch(row, account)),
  )
}

/**
 * The same where `from` becomes part of `to`: what other systems told of the meeting that stands stays with it, and where the arms of both
 * differ, the other one is noted.
 */
export async function mergeExposures(db: Kysely<Tables>, from: string, to: string): Promise<void> {
  const rows = await db.deleteFrom('exposure').where('account_id', '=', from).returningAll().execute()
  const own = await db.selectFrom('exposure').selectAll().where('account_id', '=', to).execute()
  const known = new Map(own.map((row) => [row.campaign_id, row]))
  await touch(
    db,
    rows.map((row) => toTouch(row, to)),
  )
  for (const row of rows) {
    const before = known.get(row.campaign_id)
    const [stands, other] = before && before.at <= row.at ? [before, row] : [row, before]
    const arms = [other?.arm, stands.other_arm, other?.other_arm]
    const otherArm = arms.find((arm) => arm !== undefined && arm !== null && arm !== stands.arm) ?? null
    if (otherArm === null && stands.worth_before === null && before?.worth_before == null) continue
    await db
      .updateTable('exposure')
      .set({ other_arm: otherArm, worth_before: stands.worth_before })
      .where('campaign_id', '=', row.campaign_id)
      .where('account_id', '=', to)
      .execute()
  }
}

function toTouch(row: Tables['exposure'], account: string): Touch {
  return {
    campaign: row.campaign_id,
    account,
    person: row.person_id,
    version: row.version,
    arm: row.arm,
    at: row.at,
    impressions: row.shown,
    ...(row.shown_at === null ? {} : { shownAt: row.shown_at }),
    ...(row.engaged_at === null ? {} : { engagedAt: row.engaged_at }),
    ...(row.accepted_at === null ? {} : { acceptedAt: row.accepted_at }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.dismissed_at === null ? {} : { dismissedAt: row.dismissed_at }),
  }
}
