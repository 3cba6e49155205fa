import type { Campaign } from '@espalier/core/schema'
import type { CampaignVersion } from '../../store/campaigns.ts'
import type { Rules } from '../rules.ts'
import { withDraft } from '../with-draft.ts'
import type { Timeline } from '../world/timeline.ts'

/** The past as it would have been with the draft published at `from`, and running ever since. */
export function draftTimeline(timeline: Timeline, draft: Campaign, from: number): Timeline {
  let version = 1
  while (timeline.version(draft.id, version)) version += 1
  const published: CampaignVersion = { id: draft.id, version, definition: draft, publishedAt: from, publishedBy: '' }
  const changed = new WeakMap<Rules, Rules>()
  return {
    rulesAt(at) {
      const then = timeline.rulesAt(at)
      if (at < from) return then
      let rules = changed.get(then)
      if (!rules) changed.set(then, (rules = withDraft(then, published)))
      return rules
    },
    version: (campaign, asked) => (campaign === draft.id && asked === version ? published : timeline.version(campaign, asked)),
    isKnown: (campaign) => campaign === draft.id || timeline.isKnown(campaign),
    customEvents: timeline.customEvents,
  }
}
