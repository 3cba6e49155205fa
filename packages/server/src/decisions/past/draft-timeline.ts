import { compileCampaign } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import type { CampaignVersion } from '../../store/campaigns.ts'
import { rulesOf, type Rules } from '../rules.ts'
import { withDraft } from '../with-draft.ts'
import type { Timeline } from '../world/timeline.ts'

/** The past as it would have been with the draft published at `from`, and running ever since. */
export interface DraftTimeline extends Timeline {
  /** True for campaigns that are decided anew: the draft, and those that could not have been shown together with it. */
  isDecided(campaign: string): boolean
}

/**
 * Beside the draft only its rivals run, for the same place or the same attention: they have to be decided anew. What the others did is
 * in the log, and the draft changes nothing about it.
 */
export function draftTimeline(timeline: Timeline, draft: Campaign, from: number): DraftTimeline {
  let version = 1
  while (timeline.version(draft.id, version)) version += 1
  const published: CampaignVersion = { id: draft.id, version, definition: draft, publishedAt: from, publishedBy: '' }
  const own = compileCampaign(draft, version)
  const changed = new WeakMap<Rules, Rules>()
  const decided = new Set([draft.id])

  const beside = (then: Rules): Rules => {
    const live = then.campaigns.map((one) => {
      if (one.state !== 'running') return one
      const rivals = one.compiled.place === own.place || (one.compiled.interruptive && own.interruptive)
      if (rivals) decided.add(one.id)
      return rivals ? one : { ...one, state: 'paused' as const }
    })
    const { seedOf } = then
    return withDraft({ ...rulesOf(then, live), seedOf }, published)
  }
  return {
    rulesAt(at) {
      const then = timeline.rulesAt(at)
      if (at < from) return then
      let rules = changed.get(then)
      if (!rules) changed.set(then, (rules = beside(then)))
      return rules
    },
    isDecided: (campaign) => decided.has(campaign),
    version: (campaign, asked) => (campaign === draft.id && asked === version ? published : timeline.version(campaign, asked)),
    isKnown: (campaign) => campaign === draft.id || timeline.isKnown(campaign),
    changedAt: timeline.changedAt,
    customEvents: timeline.customEvents,
  }
}
