import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import { everyCare } from '../gates/folded.ts'
import { type Detail, type Why, whyOf } from './reason.ts'

const DAY = 86_400_000

/** The features of a campaign that the account has already. */
function heldFeatures({ selling, campaign: { widget, feature } }: CompiledCampaign, { facts }: DecisionInput): string[] {
  const wanted = new Set([widget.kind === 'gate' && widget.feature, selling && feature])
  return [...wanted].filter((one): one is string => Boolean(one && facts.feature[one]))
}

/** Why an account is spared, each reason with the fact that the workspace's settings name. */
export const whyCare: Why = whyOf('care', everyCare, (code, compiled, input): Detail[] => {
  const { facts, settings, now } = input
  const { score, detractorDays = 0, mutedUntil, notAFitUntil } = facts.health
  const isTrue = { actual: true, needed: false }
  switch (code) {
    case 'already-entitled':
      return heldFeatures(compiled, input).map((feature) => ({ path: `feature.${feature}`, ...isTrue }))
    case 'health-low':
      return [{ path: 'health.score', actual: score, needed: settings.healthBelow }]
    case 'not-onboarded':
      return [{ path: 'health.onboarded', actual: false, needed: true }]
    case 'past-due':
      return [{ path: 'health.pastDue', ...isTrue }]
    case 'open-risk':
      return [{ path: 'health.risk', ...isTrue }]
    case 'recent-detractor': {
      const needed = settings.detractorDays
      return [{ path: 'health.detractorDays', actual: detractorDays, needed, until: now + (needed - detractorDays) * DAY }]
    }
    case 'cancelling':
      return [{ path: 'health.cancelling', ...isTrue }]
    case 'muted':
      return [{ path: 'health.mutedUntil', actual: mutedUntil, needed: now, ...(mutedUntil !== undefined && { until: mutedUntil }) }]
    default:
      return [
        { path: 'health.notAFitUntil', actual: notAFitUntil, needed: now, ...(notAFitUntil !== undefined && { until: notAFitUntil }) },
      ]
  }
})
