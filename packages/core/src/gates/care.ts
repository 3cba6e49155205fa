import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateCheck, Refuse } from './gate.ts'

/** Spares people what they have already, and an offer after an unhappy answer: what a page can know of care. */
export const care: GateCheck = (compiled, input, refuse) => {
  entitled(compiled, input, refuse)
  if (compiled.selling) unhappy(input, refuse)
}

/** Refuses what helps with nothing any more. */
export function entitled({ selling, campaign: { widget, feature } }: CompiledCampaign, { facts }: DecisionInput, refuse: Refuse): void {
  const known = facts.feature
  // A locked preview of what one has already is never help, whatever the motion.
  if ((widget.kind === 'gate' && known[widget.feature]) || (selling && feature && known[feature])) refuse('already-entitled')
}

/** Refuses while an answer of 0 to 6 is fresh. */
export function unhappy({ facts, settings }: DecisionInput, refuse: Refuse): void {
  if (settings.care.detractor && Number(facts.health.detractorDays) < settings.detractorDays) refuse('recent-detractor')
}
