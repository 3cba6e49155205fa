import type { Reason } from '../decision.ts'
import type { Attention } from '../frequency.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

/**
 * The attention of people, over all campaigns and kinds. What does not interrupt is refused for one thing alone: an offer and a survey
 * never meet in one visit.
 */
export const budget: GateCheck = ({ interruptive, selling, campaign }, { history, settings, now, page, visit }) => {
  const reasons: Reason[] = []
  const refuse = (code: string, actual: unknown, needed: unknown, until?: number): void => {
    reasons.push({ gate: 'budget', code, actual, needed, ...(until !== undefined && { until }) })
  }
  const count = (code: string, times: readonly Attention[], days: number, most: number): void => {
    const recent = times.filter(([at]) => at > now - days * DAY)
    let spent = costOfAll(recent)
    if (spent < most) return
    const actual = spent
    // The last of those that must pass before there is room again.
    const frees = recent.find((_, index) => (spent = costOfAll(recent.slice(index + 1))) < most)
    refuse(code, actual, most, frees && frees[0] + days * DAY)
  }
  if (interruptive) {
    const { userPerDay, userPerWeek, accountPerDay, quietFirstDays, quietFirstSeconds } = settings.budget
    const { firstSeenAt = -Infinity, userAttention, accountAttention } = history
    const calm = firstSeenAt + quietFirstDays * DAY
    if (now < calm) refuse('first-days', firstSeenAt, quietFirstDays, calm)
    const settled = page ? page.openedAt + quietFirstSeconds * 1000 : -Infinity
    if (now < settled) refuse('first-seconds', page?.openedAt, quietFirstSeconds, settled)
    count('user-day', userAttention, 1, userPerDay)
    count('user-week', userAttention, 7, userPerWeek)
    count('account-day', accountAttention, 1, accountPerDay)
  }
  if (visit?.offered && campaign.motion === 'survey') refuse('visit-of-offer', true, false)
  if (visit?.asked && selling) refuse('visit-of-survey', true, false)
  return reasons.length > 0 ? reasons : undefined
}

/** Costs are decimals that a sum in floating point would miss by a hair: ten times 0.2 is 2. */
function costOfAll(times: readonly Attention[]): number {
  return Math.round(times.reduce((sum, [, cost]) => sum + cost, 0) * 1e6) / 1e6
}
