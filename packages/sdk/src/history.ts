import { addToCounter, createCounter, EVENTS, type Fact, recordImpression, recordResponse, type WireEvent } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** Moves counters and history by an event of this page, so that the next decision knows it before the server does. */
export function absorbEvent(boot: Boot, { event = '', timestamp, properties = {} }: WireEvent): void {
  const at = Date.parse(timestamp)
  addToCounter((boot.counters[event] ??= createCounter()), at)
  const campaign = properties['campaign']
  if (typeof campaign !== 'string') return
  if (event === EVENTS.shown) {
    const kind = boot.campaigns.find((one) => one.campaign.id === campaign)?.campaign.widget.kind
    recordImpression(boot.history, campaign, kind === 'modal' || kind === 'nps', at)
  }
  // What a held-out account would have seen counts for the campaign, not for anybody's attention.
  if (event === EVENTS.exposure && properties['heldOut'] === true) recordImpression(boot.history, campaign, false, at)
  if (event === EVENTS.accepted) recordResponse(boot.history, campaign, 'accepted', at)
  if (event === EVENTS.dismissed) {
    const how = properties['how']
    if (how === 'not-now' || how === 'no') recordResponse(boot.history, campaign, how, at)
  }
  if (event === EVENTS.answered) {
    recordResponse(boot.history, campaign, 'answered', at)
    const survey = { ...boot.facts.survey, [campaign]: { score: properties['score'] as Fact, daysSince: 0 } }
    boot.facts = { ...boot.facts, survey }
  }
}
