import { HELD_OUT } from '@espalier/core'
import { armsOf } from '../results/figures.ts'
import { resultsOf } from '../results/memory.ts'
import { seenLately } from '../results/seen.ts'
import type { Store } from '../store/store.ts'
import type { CampaignSummary } from './shapes.ts'

/** Every campaign with what it did so far, last changed first. Drafts show what would be published, with no figures. */
export async function listCampaigns(store: Store, now: number): Promise<CampaignSummary[]> {
  const records = await store.campaigns.list()
  const live = new Map((await store.campaigns.live()).map((one) => [one.id, one.definition]))
  const results = await resultsOf(store)
  const seen = await seenLately(store, results, live.keys(), now)
  return records.map(({ id, state, version, updatedAt, draft }) => {
    const { name, motion, widget, audience, holdout } = live.get(id) ?? draft
    const met = live.has(id) ? results.met.get(id) : undefined
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
      seen14d: seen.get(id) ?? 0,
      arms: met ? armsOf(met).map(({ arm, accounts, converted }) => ({ arm, heldOut: arm === HELD_OUT, accounts, converted })) : [],
    }
  })
}
