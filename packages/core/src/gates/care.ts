import type { DecisionInput, Reason } from '../decision.ts'
import type { GateCheck } from './gate.ts'

/**
 * Spares accounts that should not be sold to, before anything an author wrote. Help, adoption and surveys pass.
 * What is not known never spares: a missing health score is not a low one.
 */
export const care: GateCheck = ({ selling, campaign: { widget, feature } }, input) => {
  const reasons: Reason[] = []
  // A locked preview of what one has already is never help, whatever the motion.
  for (const one of new Set([widget.kind === 'gate' && widget.feature, selling && feature])) {
    if (one && input.facts.feature[one]) {
      reasons.push({ gate: 'care', code: 'already-entitled', path: `feature.${one}`, actual: true, needed: false })
    }
  }
  if (selling) spare(input, reasons)
  return reasons.length > 0 ? reasons : undefined
}

function spare({ facts: { health }, settings, now }: DecisionInput, reasons: Reason[]): void {
  const { care: on, healthBelow, detractorDays } = settings
  const refuse = (code: string, path: string, actual: unknown, needed: unknown, until?: number): void => {
    reasons.push({ gate: 'care', code, path: `health.${path}`, actual, needed, ...(until !== undefined && { until }) })
  }
  if (on.health && health.score !== undefined && health.score < healthBelow) refuse('health-low', 'score', health.score, healthBelow)
  if (on.onboarding && health.onboarded === false) refuse('not-onboarded', 'onboarded', false, true)
  if (on.pastDue && health.pastDue) refuse('past-due', 'pastDue', true, false)
  if (on.risk && health.risk) refuse('open-risk', 'risk', true, false)
  if (on.detractor && health.detractorDays !== undefined && health.detractorDays < detractorDays) {
    refuse(
      'recent-detractor',
      'detractorDays',
      health.detractorDays,
      detractorDays,
      now + (detractorDays - health.detractorDays) * 86_400_000,
    )
  }
  if (on.cancelling && health.cancelling) refuse('cancelling', 'cancelling', true, false)
  if (on.muted && health.mutedUntil !== undefined && health.mutedUntil > now) {
    refuse('muted', 'mutedUntil', health.mutedUntil, now, health.mutedUntil)
  }
  if (on.notAFit && health.notAFitUntil !== undefined && health.notAFitUntil > now) {
    refuse('not-a-fit', 'notAFitUntil', health.notAFitUntil, now, health.notAFitUntil)
  }
}
