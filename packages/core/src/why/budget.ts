import type { Attention } from '../frequency.ts'
import { budget, costOf } from '../gates/budget.ts'
import { type Detail, type Why, whyOf } from './reason.ts'

const DAY = 86_400_000

/** Why the attention of people is spent. */
export const whyBudget: Why = whyOf('budget', budget, (code, _, { history, settings, now, page }): Detail[] => {
  const { userPerDay, userPerWeek, accountPerDay, quietFirstDays, quietFirstSeconds } = settings.budget
  const { firstSeenAt = 0, userAttention, accountAttention } = history
  const openedAt = page?.openedAt ?? 0
  const spent = (all: readonly Attention[], days: number, most: number): Detail[] => {
    const recent = all.filter(([at]) => at > now - days * DAY)
    // The last of those that must pass before there is room again.
    const frees = recent.find((__, index) => costOf(recent.slice(index + 1)) < most)
    return [{ actual: costOf(recent), needed: most, ...(frees && { until: frees[0] + days * DAY }) }]
  }
  switch (code) {
    case 'first-days':
      return [{ actual: firstSeenAt, needed: quietFirstDays, until: firstSeenAt + quietFirstDays * DAY }]
    case 'first-seconds':
      return [{ actual: openedAt, needed: quietFirstSeconds, until: openedAt + quietFirstSeconds * 1000 }]
    case 'user-day':
      return spent(userAttention, 1, userPerDay)
    case 'user-week':
      return spent(userAttention, 7, userPerWeek)
    case 'account-day':
      return spent(accountAttention, 1, accountPerDay)
    default:
      return [{ actual: true, needed: false }]
  }
})
