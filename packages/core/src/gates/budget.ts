import type { Reason } from '../decision.ts'
import type { Attention } from '../frequency.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

/** The attention of people, over all campaigns and kinds. What does not interrupt is never refused here. */
export const budget: GateCheck = ({ interruptive }, { history, settings, now, page }) => {
  if (!interruptive) return undefined
  const reasons: Reason[] = []
  const refuse = (code: string, actual: unknown, needed: unknown, until: number | undefined): void => {
    reasons.push({ gate: 'budget', code, actual, needed, ...(until !== undefined && { until }) })
  }
  const { userPerDay, userPerWeek, accountPerDay, quietFirstDays, quietFirstSeconds } = settings.budget
  const count = (code: string, times: readonly Attention[], days: number, most: number): void => {
    const recent = times.filter(([at]) => at > now - days * DAY)
    let spent = recent.reduce((sum, [, cost]) => sum + cost, 0)
    if (spent < most) return
    const actual = spent
    // The last of those that must pass before there is room again.
    const frees = recent.find(([, cost]) => (spent -= cost) < most)
    refuse(code, actual, most, frees && frees[0] + days * DAY)
  }
  if (history.firstSeenAt !== undefined && now < history.firstSeenAt + quietFirstDays * DAY) {
    refuse('first-days', history.firstSeenAt, quietFirstDays, history.firstSeenAt + quietFirstDays * DAY)
  }
  if (page && now < page.openedAt + quietFirstSeconds * 1000) {
    refuse('first-seconds', page.openedAt, quietFirstSeconds, page.openedAt + quietFirstSeconds * 1000)
  }
  count('user-day', history.userAttention, 1, userPerDay)
  count('user-week', history.userAttention, 7, userPerWeek)
  count('account-day', history.accountAttention, 1, accountPerDay)
  return reasons.length > 0 ? reasons : undefined
}
