import { CAMPAIGN_STATES } from '@espalier/core/schema'
import type { Campaign, CampaignState } from '@espalier/core/schema'
import type { Kysely, Selectable } from 'kysely'
import type { CampaignRecord, CampaignStore, CampaignVersion } from '../campaigns.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/** Drafts, versions and states in SQL. */
export function createCampaignStore(db: Kysely<Tables>): CampaignStore {
  return {
    async list() {
      const rows = await db.selectFrom('campaign').selectAll().orderBy('updated_at', 'desc').orderBy('id').execute()
      return rows.map(toRecord)
    },
    async find(id) {
      const row = await db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toRecord(row)
    },
    async saveDraft(next, at) {
      const draft = JSON.stringify(next)
      const row = await db
        .insertInto('campaign')
        .values({ id: next.id, draft, state: 'draft', version: 0, created_at: at, updated_at: at })
        .onConflict((on) => on.column('id').doUpdateSet({ draft, updated_at: at }))
        .returningAll()
        .executeTakeFirstOrThrow()
      return toRecord(row)
    },
    async publish(id, by, at) {
      const row = await db
        .updateTable('campaign')
        .set((expression) => ({ version: expression('version', '+', 1), state: 'running', updated_at: at }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      if (!row) return undefined
      const published = { campaign_id: id, version: row.version, definition: row.draft, published_at: at, published_by: by }
      await db.insertInto('campaign_version').values(published).execute()
      await renewStamp(db)
      return toVersion(published)
    },
    async setState(id, state, at) {
      const row = await db.updateTable('campaign').set({ state, updated_at: at }).where('id', '=', id).returningAll().executeTakeFirst()
      if (!row) return undefined
      await renewStamp(db)
      return toRecord(row)
    },
    async version(id, version) {
      const row = await versions(db).where('campaign_id', '=', id).where('version', '=', version).executeTakeFirst()
      return row && toVersion(row)
    },
    async versions(id) {
      const rows = await versions(db).where('campaign_id', '=', id).orderBy('version', 'desc').execute()
      return rows.map(toVersion)
    },
    async live() {
      const rows = await db
        .selectFrom('campaign')
        .innerJoin('campaign_version', (join) =>
          join.onRef('campaign_version.campaign_id', '=', 'campaign.id').onRef('campaign_version.version', '=', 'campaign.version'),
        )
        .selectAll('campaign_version')
        .select('campaign.state')
        .orderBy('campaign.id')
        .execute()
      return rows.map((row) => ({ ...toVersion(row), state: toState(row.state) }))
    },
    async seeds() {
      const seeds = new Map<string, Map<number, string>>()
      for (const row of await versions(db).where('definition', 'like', '%"seed":%').execute()) {
        const { id, version, definition } = toVersion(row)
        if (definition.seed === undefined) continue
        seeds.set(id, (seeds.get(id) ?? new Map<number, string>()).set(version, definition.seed))
      }
      return seeds
    },
  }
}

function versions(db: Kysely<Tables>) {
  return db.selectFrom('campaign_version').selectAll()
}

function toRecord({ id, state, version, created_at, updated_at, draft }: Selectable<Tables['campaign']>): CampaignRecord {
  return { id, state: toState(state), version, createdAt: created_at, updatedAt: updated_at, draft: toCampaign(draft) }
}

function toVersion({
  campaign_id,
  version,
  definition,
  published_at,
  published_by,
}: Selectable<Tables['campaign_version']>): CampaignVersion {
  return { id: campaign_id, version, definition: toCampaign(definition), publishedAt: published_at, publishedBy: published_by }
}

/** What was checked when it was saved is read without a second check, so that a stricter release still reads what an older one published. */
function toCampaign(json: string): Campaign {
  return JSON.parse(json) as Campaign
}

function toState(state: string): CampaignState {
  return CAMPAIGN_STATES.find((known) => known === state) ?? 'draft'
}
