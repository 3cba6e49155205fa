import type { CampaignVersion } from '../store/campaigns.ts'
import { rulesOf, type Rules } from './rules.ts'

/** The rules as if this version had been published and ran; it takes the place of its campaign's published one. */
export function withDraft(rules: Rules, draft: CampaignVersion): Rules {
  const others = rules.campaigns.filter(({ id }) => id !== draft.id)
  const live = [...others, { ...draft, state: 'running' as const }].toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const { id, version, definition } = draft
  return {
    ...rulesOf(rules, live),
    seedOf: (campaign, asked) => (campaign === id && asked === version ? (definition.seed ?? id) : rules.seedOf(campaign, asked)),
  }
}
