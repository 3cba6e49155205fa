import { zonedTime } from '../zone.ts'
import type { GateCheck } from './gate.ts'

/** From its start until its end, on its weekdays and in its hours. Hours that pass midnight belong to the day on which they began. */
export const schedule: GateCheck = ({ from, until, campaign }, { now, settings, page }, refuse) => {
  if (now < from) refuse('not-started', now, from, from)
  if (now >= until) refuse('ended', now, until)
  const { weekdays, hours, zone = settings.zone } = campaign.schedule ?? {}
  if (!weekdays && !hours) return
  const clock = zonedTime(now, zone === 'user' ? (page?.zone ?? settings.zone) : zone)
  const { hour } = clock
  let day = clock.weekday
  if (hours) {
    const late = hour >= hours.from
    const early = hour < hours.until
    const overnight = hours.until < hours.from
    if (overnight && early) day = day - 1 || 7
    if (overnight ? !late && !early : !late || !early) refuse('hours', hour, hours)
  }
  if (weekdays && !weekdays.includes(day)) refuse('weekday', day, weekdays)
}
