import type { Reason } from '../decision.ts'
import { missedBy } from '../hours.ts'
import { type Detail, reasonOf, type Why } from './reason.ts'

/** Why it is not the time. */
export const whySchedule: Why = (compiled, input) => {
  const { from, until, campaign } = compiled
  const { now } = input
  const missed = missedBy(compiled, input)
  const reasons: Reason[] = []
  const because = (code: string, detail: Detail): void => void reasons.push(reasonOf('schedule', code, detail))
  if (now < from) because('not-started', { actual: now, needed: from, until: from })
  if (now >= until) because('ended', { actual: now, needed: until })
  if (missed && missed.hour !== false) because('hours', { actual: missed.hour, needed: campaign.schedule?.hours })
  if (missed && missed.day !== false) because('weekday', { actual: missed.day, needed: campaign.schedule?.weekdays })
  return reasons
}
