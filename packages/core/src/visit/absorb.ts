import { compileCondition, type Test } from '../condition.ts'
import { addToCounter, createCounter } from '../counter.ts'
import type { WireEvent } from '../event.ts'
import { ACCEPTED, ANSWERED, DISMISSED, EXPOSURE, SHOWN } from '../event-names.ts'
import type { Fact } from '../facts.ts'
import { addImpression, pastOf, recordImpression, recordResponse } from '../frequency.ts'
import { isSelling } from '../motion.ts'
import { costOf } from '../place.ts'
import type { Boot } from '../schema/boot.ts'

type Definitions = Boot['events']

const compiled = new WeakMap<Definitions, Test[]>()

/**
 * The names under which an event is counted: its own, and the ids of the custom events that it is. Where a custom event has the name
 * of one of the host's, rules mean the custom one.
 */
export function countedAs(events: Definitions, event: string, properties: object): string[] {
  if (events.length < 1) return [event]
  let tests = compiled.get(events)
  if (!tests) compiled.set(events, (tests = events.map(({ where }) => compileCondition(where))))
  const custom = events.filter((one, index) => one.event === event && tests[index]?.(properties)).map(({ id }) => id)
  return events.some(({ id }) => id === event) ? custom : [event, ...custom]
}

/**
 * Moves counters and history of `boot` by a `track` event of a page, so that the next decision knows it before the server does.
 * Usage moves apart, by `absorbUsage`. `at` is its time in epoch milliseconds, where it is known already. Changes `boot`.
 */
export function absorbEvent(boot: Boot, wire: WireEvent, at: number = Date.parse(wire.timestamp)): void {
  countEvent(boot, wire, at)
  absorbOutcome(boot, wire, at)
}

/** Moves the counters alone, which nobody asks for where no rule is left. */
export function countEvent({ events, counters, accountCounters }: Boot, wire: WireEvent, at: number = Date.parse(wire.timestamp)): void {
  const { event = '', properties = {} } = wire
  for (const name of countedAs(events, event, properties)) {
    // What every object inherits under such a name, `constructor` for one, has nothing of its own to take over.
    for (const all of [counters, accountCounters]) all[name] = addToCounter({ ...createCounter(), ...all[name] }, at)
  }
}

/**
 * Moves the history alone, by an exposure or an outcome. When somebody starts to cancel, nothing is sold any more: the campaigns that
 * sell go at once, and come back with an answer of the server.
 */
export function absorbOutcome(boot: Boot, wire: WireEvent, at: number = Date.parse(wire.timestamp)): void {
  const { event = '', properties = {} } = wire
  if (event === boot.settings.cancelEvent) sellNothing(boot)
  const id = properties['campaign']
  if (typeof id !== 'string') return
  const { history, campaigns, facts } = boot
  const found = campaigns.find(({ campaign }) => campaign.id === id)?.campaign
  const surveys = found?.motion === 'survey' ? (history.surveys ??= {}) : {}
  // What a held-out account would have seen costs the same, so that both arms go on alike.
  if (event === SHOWN || (event === EXPOSURE && properties['heldOut'] === true)) {
    recordImpression(history, id, found ? costOf(found.widget) : 0, at)
    addImpression(pastOf((history.accountCampaigns ??= {}), id), at)
    surveys.shownAt = at
  }
  if (event === ACCEPTED) recordResponse(history, id, 'accepted', at)
  const how = properties['how']
  if (event === DISMISSED && (how === 'not-now' || how === 'no')) recordResponse(history, id, how, at)
  if (event === ANSWERED) {
    recordResponse(history, id, 'answered', at)
    surveys.answeredAt = at
    boot.facts = { ...facts, survey: { ...facts.survey, [id]: { score: properties['score'] as Fact, daysSince: 0 } } }
  }
}

function sellNothing(boot: Boot): void {
  const left = boot.campaigns.filter(({ campaign }) => !isSelling(campaign.motion))
  if (left.length === boot.campaigns.length) return
  boot.campaigns = left
  // These are not the campaigns that the server knows by this name.
  if (boot.edition !== undefined) boot.edition += '-'
}
