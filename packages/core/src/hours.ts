import type { DecisionInput } from './decision.ts'
import type { PageCampaign } from './schema/campaign.ts'
import { clockFacts } from './zone.ts'

/**
 * What of its hours and weekdays is missed, with the hour and the weekday on the wall clock of the schedule; undefined when neither is.
 * Hours that pass midnight belong to the day on which they began.
 */
export function missedBy(
  { campaign }: { readonly campaign: Pick<PageCampaign, 'schedule'> },
  { now, settings, page }: DecisionInput,
): { hour: number | false; day: number | false } | undefined {
  const { weekdays, hours, zone = settings.zone } = campaign.schedule ?? {}
  if (!weekdays && !hours) return undefined
  const { hour, weekday } = clockFacts(now, zone === 'user' ? (page?.zone ?? settings.zone) : zone)
  const { from, until } = hours ?? { from: 0, until: 24 }
  const late = hour >= from
  const early = hour < until
  const overnight = until < from
  const day = overnight && early ? weekday - 1 || 7 : weekday
  const inHours = overnight ? late || early : late && early
  const onDay = !weekdays || weekdays.includes(day)
  return inHours && onDay ? undefined : { hour: !inHours && hour, day: !onDay && day }
}
