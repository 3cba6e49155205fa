import type { Attention } from '../frequency.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

/**
 * The attention of people, over all campaigns and kinds. What does not interrupt is refused for one thing alone: an offer and a survey
 * never meet in one visit.
 */
export const budget: GateCheck = ({ interruptive, selling, campaign }, { history, settings, now, page, visit }, refuse) => {
  if (interruptive) {
    const { userPerDay, userPerWeek, accountPerDay, quietFirstDays, quietFirstSeconds } = settings.budget
    const { firstSeenAt = -Infinity, userAttention, accountAttention } = history
    const spentBy = (all: readonly Attention[], days: number): number => costOf(all.filter(([at]) => at > now - days * DAY))
    if (now < firstSeenAt + quietFirstDays * DAY) refuse('first-days')
    if (page && now < page.openedAt + quietFirstSeconds * 1000) refuse('first-seconds')
    if (spentBy(userAttention, 1) >= userPerDay) refuse('user-day')
    if (spentBy(userAttention, 7) >= userPerWeek) refuse('user-week')
    if (spentBy(accountAttention, 1) >= accountPerDay) refuse('account-day')
  }
  if (visit?.offered && campaign.motion === 'survey') refuse('visit-of-offer')
  if (visit?.asked && selling) refuse('visit-of-survey')
}

/** What impressions cost together. Costs are decimals that a sum in floating point would miss by a hair: ten times 0.2 is 2. */
export function costOf(all: readonly Attention[]): number {
  return Math.round(all.reduce((sum, [, cost]) => sum + cost, 0) * 1e6) / 1e6
}
