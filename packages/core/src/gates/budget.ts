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
    const wait = (code: string, since: number, needed: number, until: number): void => {
      if (now < until) refuse(code, since, needed, until)
    }
    const count = (code: string, all: readonly Attention[], days: number, most: number): void => {
      const recent = all.filter(([at]) => at > now - days * DAY)
      const spent = costOfAll(recent)
      if (spent < most) return
      // The last of those that must pass before there is room again.
      const frees = recent.find((_, index) => costOfAll(recent.slice(index + 1)) < most)
      refuse(code, spent, most, frees && frees[0] + days * DAY)
    }
    wait('first-days', firstSeenAt, quietFirstDays, firstSeenAt + quietFirstDays * DAY)
    if (page) wait('first-seconds', page.openedAt, quietFirstSeconds, page.openedAt + quietFirstSeconds * 1000)
    count('user-day', userAttention, 1, userPerDay)
    count('user-week', userAttention, 7, userPerWeek)
    count('account-day', accountAttention, 1, accountPerDay)
  }
  if (visit?.offered && campaign.motion === 'survey') refuse('visit-of-offer', true, false)
  if (visit?.asked && selling) refuse('visit-of-survey', true, false)
}

/** Costs are decimals that a sum in floating point would miss by a hair: ten times 0.2 is 2. */
function costOfAll(all: readonly Attention[]): number {
  return Math.round(all.reduce((sum, [, cost]) => sum + cost, 0) * 1e6) / 1e6
}
