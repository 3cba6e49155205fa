import { HELD_OUT } from '@espalier/core'
import type { Kysely, Selectable } from 'kysely'
import type { AccountExposure, Conversion, Exposure, ExposureStore, RecordedArm, RecordedArms } from '../exposures.ts'
import { among } from './among.ts'
import { arm, disarm, moveArmed, readArmed } from './armed.ts'
import type { Engine } from './engine.ts'
import { campaignHistory, moveHistory, recordImpressions, recordResponse } from './histories.ts'
import { heldBackAfter, heldBackCounts, heldBackOf, heldBackTotal, moveHeldBack, recordHeldBack, recordHeldBackOnce } from './held-back.ts'
import { moveLeads } from './leads.ts'
import { byOneOrMany } from './one-or-many.ts'
import { readPast } from './past.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'
import { moveExposures, touch } from './touch.ts'

const armsByAccount = byOneOrMany('exposure', 'account_id')

/** The port of exposures over SQL. */
export function createExposureStore(db: Kysely<Tables>, engine: Engine): ExposureStore {
  return {
    async expose(moments) {
      await touch(db, moments)
      await disarm(db, moments)
      await recordImpressions(
        db,
        moments.filter((one) => one.arm === HELD_OUT),
        true,
      )
    },
    async shown(moments) {
      await touch(
        db,
        moments.map((one) => ({ ...one, shownAt: one.at, impressions: 1 })),
      )
      await disarm(db, moments)
      await recordImpressions(db, moments, false)
    },
    engaged: (moments) =>
      touch(
        db,
        moments.map((one) => ({ ...one, engagedAt: one.at })),
      ),
    async accepted(moments) {
      await touch(
        db,
        moments.map((one) => ({ ...one, engagedAt: one.at, acceptedAt: one.at })),
      )
      for (const one of moments) await recordResponse(db, { ...one, response: 'accepted' })
    },
    async dismissed(moments) {
      await touch(
        db,
        moments.map((one) => ({ ...one, dismissedAt: one.at })),
      )
      for (const { how, ...one } of moments) if (how !== 'closed') await recordResponse(db, { ...one, response: how })
    },
    async answered(moments) {
      await touch(
        db,
        moments.map((one) => ({ ...one, engagedAt: one.at, answeredAt: one.at })),
      )
      for (const one of moments) await recordResponse(db, { ...one, response: 'answered' })
    },
    heldBack: (moments) => recordHeldBack(db, moments),
    heldBackOnce: (moments) => recordHeldBackOnce(db, moments),
    heldBackCounts: (campaign) => heldBackCounts(db, campaign),
    heldBackAfter: (last, limit) => heldBackAfter(db, last, limit),
    heldBackOf: (accounts, campaigns) => heldBackOf(db, engine, accounts, campaigns),
    heldBackTotal: (period) => heldBackTotal(db, engine, period),
    async adopt(anonymous, person, account = person) {
      await moveHistory(db, anonymous, person, account)
      await moveExposures(db, anonymous, person, account)
      await moveHeldBack(db, anonymous, account)
      await moveArmed(db, anonymous, account)
      await moveLeads(db, anonymous, account)
      await db.updateTable('conversion').set({ account_id: account }).where('account_id', '=', anonymous).execute()
      await db.updateTable('conversion').set({ person_id: person }).where('person_id', '=', anonymous).execute()
    },
    assign: (exposures) => assign(db, engine, exposures),
    async armsOf(accounts) {
      const arms: RecordedArms = new Map()
      const rows = await armsByAccount(db, engine, accounts)
      for (const row of rows) {
        const known = arms.get(row.account_id) ?? new Map<string, RecordedArm>()
        arms.set(row.account_id, known.set(row.campaign_id, { arm: row.arm, version: row.version, at: row.at }))
      }
      return arms
    },
    async forget(exposures) {
      for (const { campaign, account } of exposures) {
        await db.deleteFrom('exposure').where('campaign_id', '=', campaign).where('account_id', '=', account).execute()
      }
    },
    arm: (moments) => arm(db, moments),
    armedFor: (account) => readArmed(db, engine, account),
    convert: (conversions) => convert(db, conversions),
    pastOf: (person, account, now, paced = []) => readPast(db, engine, { person, account, now, paced }),
    async exposuresOf(account, limit = 100) {
      const rows = await db
        .selectFrom('exposure')
        .selectAll()
        .where('account_id', '=', account)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toAccountExposure)
    },
    async campaignsOf(person) {
      const rows = await db.selectFrom('history').selectAll().where('person_id', '=', person).orderBy('campaign_id').execute()
      return rows.map((row) => ({
        campaign: row.campaign_id,
        ...campaignHistory(row),
        ...(row.score === null ? {} : { score: row.score }),
        ...(row.comment === null ? {} : { comment: row.comment }),
      }))
    },
  }
}

async function assign(
  db: Kysely<Tables>,
  engine: Engine,
  exposures: readonly (Exposure & { before?: number })[],
): Promise<{ arm: string; created: boolean }[]> {
  const keyOf = (campaign: string, account: string) => JSON.stringify([campaign, account])
  const first = new Map<string, Exposure & { before?: number }>()
  for (const one of exposures) {
    const key = keyOf(one.campaign, one.account)
    if (!first.has(key)) first.set(key, one)
  }
  const created = new Set<Exposure>()
  for (const part of slices(first.values())) {
    const rows = await db
      .insertInto('exposure')
      .values(
        part.map((one) => ({
          campaign_id: one.campaign,
          account_id: one.account,
          at: one.at,
          version: one.version,
          arm: one.arm,
          person_id: one.person,
          worth_before: one.before ?? null,
          shown: 0,
        })),
      )
      .onConflict((conflict) => conflict.columns(['campaign_id', 'account_id']).doNothing())
      .returning(['campaign_id', 'account_id'])
      .execute()
    for (const row of rows) {
      const one = first.get(keyOf(row.campaign_id, row.account_id))
      if (one) created.add(one)
    }
  }
  const known = [...first].filter(([, one]) => !created.has(one))
  const recorded = new Map<string, string>()
  if (known.length > 0) {
    const accounts = known.map(([, one]) => one.account)
    const rows = await db
      .selectFrom('exposure')
      .select(['campaign_id', 'account_id', 'arm'])
      .where(among(engine, 'account_id', accounts))
      .execute()
    for (const row of rows) recorded.set(keyOf(row.campaign_id, row.account_id), row.arm)
  }
  return exposures.map((one) => {
    const key = keyOf(one.campaign, one.account)
    return { arm: recorded.get(key) ?? first.get(key)?.arm ?? one.arm, created: created.has(one) }
  })
}

async function convert(db: Kysely<Tables>, conversions: readonly Conversion[]): Promise<boolean[]> {
  const created = new Set<string>()
  for (const part of slices(new Map(conversions.toReversed().map((one) => [one.id, one])).values())) {
    const rows = await db
      .insertInto('conversion')
      .values(
        part.map((one) => ({
          id: one.id,
          account_id: one.account,
          person_id: one.person ?? null,
          campaign_id: one.campaign ?? null,
          at: one.at,
          mrr: one.mrr ?? null,
          value: one.value ?? null,
          currency: one.currency ?? null,
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    for (const row of rows) created.add(row.id)
  }
  return conversions.map((one) => created.delete(one.id))
}

function toAccountExposure(row: Selectable<Tables['exposure']>): AccountExposure {
  return {
    campaign: row.campaign_id,
    version: row.version,
    account: row.account_id,
    person: row.person_id,
    arm: row.arm,
    at: row.at,
    heldOut: row.arm === HELD_OUT,
    shown: row.shown,
    ...(row.shown_at === null ? {} : { shownAt: row.shown_at }),
    ...(row.engaged_at === null ? {} : { engagedAt: row.engaged_at }),
    ...(row.accepted_at === null ? {} : { acceptedAt: row.accepted_at }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.dismissed_at === null ? {} : { dismissedAt: row.dismissed_at }),
  }
}
