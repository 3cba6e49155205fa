import { addToCounter, costOf, createCounter, EVENTS, type Fact, recordImpression, recordResponse, type WireEvent } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** Moves counters and history by an event of this page, so that the next decision knows it before the server does. */
export function absorbEvent(boot: Boot, { event = '', timestamp, properties = {} }: WireEvent): void {
  const at = Date.parse(timestamp)
  addToCounter((boot.counters[event] ??= createCounter()), at)
  const campaign = properties['campaign']
  if (typeof campaign !== 'string') return
  // What a held-out account would have seen costs the same, so that both arms go on alike.
  if (event === EVENTS.shown || (event === EVENTS.exposure && properties['heldOut'] === true)) {
    const widget = boot.campaigns.find((one) => one.campaign.id === campaign)?.campaign.widget
    recordImpression(boot.history, campaign, widget ? costOf(widget) : 0, at)
  }
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
