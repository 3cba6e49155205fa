// What the server folds into its answer: pages never meet these triggers, and never learn how an account is.
import type { DecisionInput } from '../decision.ts'
import { readPath } from '../path.ts'
import { zonedTime } from '../zone.ts'
import { entitled, unhappy } from './care.ts'
import type { GateCheck, GateTest, Refuse } from './gate.ts'
import { trigger } from './trigger.ts'

const DAY = 86_400_000

/** What the author waits for, wherever it happens. */
export const anyTrigger: GateTest = (compiled, input) => {
  const { trigger: wanted, id } = compiled.campaign
  const { moment, settings, now } = input
  if (moment.on === 'asked') return trigger(compiled, input)
  if (wanted.on === 'cancel') return moment.on === 'event' && moment.event === settings.cancelEvent
  if (wanted.on === 'server') return now < (input.armed?.[id] ?? -Infinity) + wanted.days * DAY
  if (wanted.on === 'date') {
    const days = daysAfter(`${readPath(input.facts, wanted.path) as string}`, settings.zone, now)
    return days >= wanted.from && days < wanted.until
  }
  return trigger(compiled, input)
}

/** Days on the calendar of a zone from a date to now; negative before it. Not a number where there is no date. */
function daysAfter(date: string, zone: string, now: number): number {
  const day = (wall: number): number => Math.floor(wall / DAY)
  const at = Date.parse(date)
  // A date without a time is that day wherever one is.
  return at && day(zonedTime(now, zone).wall) - day(date.length > 10 ? zonedTime(at, zone).wall : at)
}

/**
 * Spares accounts that should not be sold to, before anything an author wrote. Help, adoption and surveys pass.
 * What is not known never spares: a missing health score is not a low one.
 */
export const everyCare: GateCheck = (compiled, input, refuse) => {
  entitled(compiled, input, refuse)
  if (compiled.selling) spare(input, refuse)
}

function spare(input: DecisionInput, refuse: Refuse): void {
  const { facts, settings, now } = input
  const { care: on, healthBelow } = settings
  const { score = 100, onboarded, pastDue, risk, cancelling, mutedUntil = 0, notAFitUntil = 0 } = facts.health
  if (on.health && score < healthBelow) refuse('health-low')
  if (on.onboarding && onboarded === false) refuse('not-onboarded')
  if (on.pastDue && pastDue) refuse('past-due')
  if (on.risk && risk) refuse('open-risk')
  unhappy(input, refuse)
  if (on.cancelling && cancelling) refuse('cancelling')
  if (on.muted && mutedUntil > now) refuse('muted')
  if (on.notAFit && notAFitUntil > now) refuse('not-a-fit')
}
