import type { Campaign } from '@espalier/core/schema'
import type { LiveCampaign } from '../store/campaigns.ts'
import { rulesOf, type Rules } from './rules.ts'

/** The rules as if the draft had been published and ran; it takes the place of its own published version. */
export function withDraft(rules: Rules, draft: Campaign, at: number): Rules {
  const version = (rules.campaigns.find(({ id }) => id === draft.id)?.version ?? 0) + 1
  const published: LiveCampaign = { id: draft.id, version, definition: draft, publishedAt: at, publishedBy: '', state: 'running' }
  const others = rules.campaigns.filter(({ id }) => id !== draft.id)
  const live = [...others, published].toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const next = rulesOf(rules, live)
  return {
    ...next,
    seedOf: (campaign, asked) => (campaign === draft.id && asked === version ? (draft.seed ?? draft.id) : rules.seedOf(campaign, asked)),
  }
}
