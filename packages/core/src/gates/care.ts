import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateCheck, Refuse } from './gate.ts'

/** Spares people what they have already, and an offer after an unhappy answer: what a page can know of care. */
export const care: GateCheck = (compiled, input, refuse) => {
  entitled(compiled, input, refuse)
  if (compiled.selling) unhappy(input, refuse)
}

/** Refuses what helps with nothing any more. */
export function entitled(compiled: CompiledCampaign, input: DecisionInput, refuse: Refuse): void {
  if (heldFeatures(compiled, input).length > 0) refuse('already-entitled')
}

/** The features of a campaign that the account has already, where that makes the campaign pointless. */
export function heldFeatures({ selling, campaign: { widget, feature } }: CompiledCampaign, { facts }: DecisionInput): string[] {
  // A locked preview of what one has already is never help, whatever the motion.
  const wanted = new Set([widget.kind === 'gate' && widget.feature, selling && feature])
  return [...wanted].filter((one): one is string => Boolean(one && facts.feature[one]))
}

/** Refuses while an answer of 0 to 6 is fresh. */
export function unhappy({ facts, settings }: DecisionInput, refuse: Refuse): void {
  if (settings.care.detractor && Number(facts.health.detractorDays) < settings.detractorDays) refuse('recent-detractor')
}
