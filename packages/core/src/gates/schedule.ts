import type { Reason } from '../decision.ts'
import { zonedTime } from '../zone.ts'
import type { GateCheck } from './gate.ts'

/** From its start until its end, on its weekdays and in its hours. Hours that pass midnight belong to the day on which they began. */
export const schedule: GateCheck = ({ from, until, campaign }, { now, settings, page }) => {
  if (now < from) return [{ gate: 'schedule', code: 'not-started', actual: now, needed: from, until: from }]
  if (now >= until) return [{ gate: 'schedule', code: 'ended', actual: now, needed: until }]
  const { weekdays, hours, zone = settings.zone } = campaign.schedule ?? {}
  if (!weekdays && !hours) return undefined
  const clock = zone === 'user' ? (page?.zone ?? settings.zone) : zone
  const { hour, weekday } = zonedTime(now, clock)
  const reasons: Reason[] = []
  let day = weekday
  if (hours) {
    const overnight = hours.until < hours.from
    if (overnight ? hour < hours.from && hour >= hours.until : hour < hours.from || hour >= hours.until) {
      reasons.push({ gate: 'schedule', code: 'other-hour', actual: hour, needed: hours })
    } else if (overnight && hour < hours.until) day = ((weekday + 5) % 7) + 1
  }
  if (weekdays && !weekdays.includes(day)) reasons.unshift({ gate: 'schedule', code: 'other-weekday', actual: day, needed: weekdays })
  return reasons.length > 0 ? reasons : undefined
}
