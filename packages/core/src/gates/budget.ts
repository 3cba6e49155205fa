import type { Reason } from '../decision.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

/** The attention of people, over all campaigns and kinds. What does not interrupt costs nothing. */
export const budget: GateCheck = ({ interruptive }, { history, settings, now, page }) => {
  if (!interruptive) return undefined
  const reasons: Reason[] = []
  const refuse = (code: string, actual: unknown, needed: unknown, until: number | undefined): void => {
    reasons.push({ gate: 'budget', code, actual, needed, ...(until !== undefined && { until }) })
  }
  const { userPerDay, userPerWeek, accountPerDay, quietFirstDays, quietFirstSeconds } = settings.budget
  const count = (code: string, times: readonly number[], days: number, most: number): void => {
    const recent = times.filter((at) => at > now - days * DAY)
    // The oldest of those that must pass before there is room again.
    const frees = recent[recent.length - most]
    if (recent.length >= most) refuse(code, recent.length, most, frees === undefined ? undefined : frees + days * DAY)
  }
  if (history.firstSeenAt !== undefined && now < history.firstSeenAt + quietFirstDays * DAY) {
    refuse('first-days', history.firstSeenAt, quietFirstDays, history.firstSeenAt + quietFirstDays * DAY)
  }
  if (page && now < page.openedAt + quietFirstSeconds * 1000) {
    refuse('first-seconds', page.openedAt, quietFirstSeconds, page.openedAt + quietFirstSeconds * 1000)
  }
  count('user-day', history.userInterruptions, 1, userPerDay)
  count('user-week', history.userInterruptions, 7, userPerWeek)
  count('account-day', history.accountInterruptions, 1, accountPerDay)
  return reasons.length > 0 ? reasons : undefined
}
