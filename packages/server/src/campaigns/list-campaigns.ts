import type { Store } from '../store/store.ts'
import type { CampaignSummary } from './shapes.ts'

const DAYS = 14 * 86_400_000

/** Every campaign with what it did so far, last changed first. Drafts show what would be published, with no figures. */
export async function listCampaigns(store: Store, now: number): Promise<CampaignSummary[]> {
  const records = await store.campaigns.list()
  const live = new Map((await store.campaigns.live()).map((one) => [one.id, one.definition]))
  const measured = [...live.values()].map(({ id, goal }) => ({ campaign: id, goal }))
  const figures = await store.exposures.summaries(measured, now - DAYS)
  return records.map(({ id, state, version, updatedAt, draft }) => {
    const { name, motion, widget, audience, holdout } = live.get(id) ?? draft
    const { seen = 0, arms = [] } = figures.get(id) ?? {}
    return {
      id,
      name,
      motion,
      kind: widget.kind,
      state,
      version,
      updatedAt: new Date(updatedAt).toISOString(),
      audience,
      holdout: holdout.share,
      seen14d: seen,
      arms,
    }
  })
}
