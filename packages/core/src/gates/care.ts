import type { DecisionInput } from '../decision.ts'
import type { GateCheck, Refuse } from './gate.ts'

/**
 * Spares accounts that should not be sold to, before anything an author wrote. Help, adoption and surveys pass.
 * What is not known never spares: a missing health score is not a low one.
 */
export const care: GateCheck = ({ selling, campaign: { widget, feature } }, input, refuse) => {
  // A locked preview of what one has already is never help, whatever the motion.
  const locked = widget.kind === 'gate' ? widget.feature : undefined
  const known = input.facts.feature
  const has = (one: string): void => refuse('already-entitled', true, false, undefined, `feature.${one}`)
  if (locked && known[locked]) has(locked)
  if (selling && feature && feature !== locked && known[feature]) has(feature)
  if (selling) spare(input, refuse)
}

function spare({ facts: { health }, settings, now }: DecisionInput, refuse: Refuse): void {
  const { care: on, healthBelow, detractorDays: quiet } = settings
  const { score = 100, onboarded, pastDue, risk, detractorDays = Infinity, cancelling, mutedUntil = 0, notAFitUntil = 0 } = health
  const spareIf = (met: boolean | undefined, code: string, fact: string, actual: unknown, needed: unknown, until?: number): void => {
    if (met) refuse(code, actual, needed, until, `health.${fact}`)
  }
  spareIf(on.health && score < healthBelow, 'health-low', 'score', score, healthBelow)
  spareIf(on.onboarding && onboarded === false, 'not-onboarded', 'onboarded', false, true)
  spareIf(on.pastDue && pastDue, 'past-due', 'pastDue', true, false)
  spareIf(on.risk && risk, 'open-risk', 'risk', true, false)
  const over = now + (quiet - detractorDays) * 86_400_000
  spareIf(on.detractor && detractorDays < quiet, 'recent-detractor', 'detractorDays', detractorDays, quiet, over)
  spareIf(on.cancelling && cancelling, 'cancelling', 'cancelling', true, false)
  spareIf(on.muted && mutedUntil > now, 'muted', 'mutedUntil', mutedUntil, now, mutedUntil)
  spareIf(on.notAFit && notAFitUntil > now, 'not-a-fit', 'notAFitUntil', notAFitUntil, now, notAFitUntil)
}
