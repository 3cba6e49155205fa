import { EVENTS } from '@espalier/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRecordedReplay, type Decided } from '../../../packages/server/src/decisions/past/replay-recorded.ts'
import { readLog } from '../../../packages/server/src/decisions/past/log.ts'
import { loadTimeline, type Timeline } from '../../../packages/server/src/decisions/world/timeline.ts'
import { NOTES } from '../../../packages/server/src/ingest/note-event.ts'
import { openApp, type OpenApp } from '../../../packages/server/src/open-app.case.ts'
import type { LoggedEvent } from '../../../packages/server/src/store/events.ts'
import type { Store } from '../../../packages/server/src/store/store.ts'
import { createSharedClock, live } from './live.ts'
import type { Size } from './population.ts'

/** The whole population of the law takes many minutes; it lives where the environment asks for it. */
const WHOLE: Size = { users: 2000, days: 60, seed: 20_261_122, activity: 0.35 }
const SOME: Size = { users: 80, days: 20, seed: 20_261_122, activity: 1 }
/** One between them, as `users,days,seed`. */
const sizeOf = (text: string): Size => {
  const [users = SOME.users, days = SOME.days, seed = SOME.seed] = text.split(',').map(Number)
  return { ...SOME, users, days, seed }
}
const ASKED = process.env['ESPALIER_LAW']
const SIZE = ASKED === undefined ? SOME : ASKED.includes(',') ? sizeOf(ASKED) : WHOLE

/** Kinds of outcomes, and campaigns of each kind of trigger, widget and clock, that a period has to contain to prove anything. */
const EXPECTED = ['held-out', 'treated', 'plain', 'bold', 'budget', 'cadence', 'slot', 'near-limit', 'nps', 'export-modal', 'locked']

/** What the pages recorded, in the words of the replay. */
function recordedIn({ name, person, context, properties, at }: LoggedEvent): Decided[] {
  const { campaign, version, variant, heldOut, gate } = properties as Record<string, string | number | boolean | undefined>
  const base = { user: person, visit: String(context['visit']), campaign: String(campaign), version: Number(version), at }
  if (name === EVENTS.exposure) return [{ ...base, outcome: heldOut ? 'held-out' : String(variant ?? 'treated') }]
  return name === EVENTS.heldBack ? [{ ...base, outcome: String(gate) }] : []
}

const keyOf = ({ user, visit, campaign, version, outcome, at }: Decided): string =>
  JSON.stringify([new Date(at).toISOString(), user, visit, campaign, version, outcome])

interface Compared {
  recorded: number
  /** Decisions that only one side knows. */
  missing: string[]
  surplus: string[]
  kinds: Set<string>
}

/** What may be wrong with a replay. */
interface Fault {
  drop?(event: LoggedEvent): boolean
  tell?(event: LoggedEvent): LoggedEvent
  change?(timeline: Timeline): Timeline
  /** In which order the events of a slice of the log arrive. */
  arrange?(events: readonly LoggedEvent[]): readonly LoggedEvent[]
}

/** Replays the log and compares all decisions as a multiset. */
async function compare(
  store: Store,
  { drop = () => false, tell = (event) => event, change = (timeline) => timeline, arrange = (events) => events }: Fault = {},
): Promise<Compared> {
  const replay = createRecordedReplay(change(await loadTimeline(store)))
  const counts = new Map<string, number>()
  const kinds = new Set<string>()
  let recorded = 0
  const count = (decided: Decided, by: number) => {
    const key = keyOf(decided)
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  for await (const { events } of readLog(store, await store.events.last())) {
    for (const event of arrange(events)) {
      for (const one of recordedIn(event)) {
        recorded += 1
        kinds.add(one.campaign).add(one.outcome)
        count(one, 1)
      }
      for (const one of drop(event) ? [] : replay.take(tell(event))) count(one, -1)
    }
  }
  for (const one of replay.rest()) count(one, -1)
  const off = (sign: number) => [...counts].flatMap(([key, times]) => (times * sign > 0 ? [key] : []))
  return { recorded, missing: off(1), surplus: off(-1), kinds }
}

/** One interruption more a day. */
const lenient: Fault['change'] = (timeline) => ({
  ...timeline,
  rulesAt(at) {
    const { settings, ...rest } = timeline.rulesAt(at)
    return { ...rest, settings: { ...settings, budget: { ...settings.budget, userPerDay: settings.budget.userPerDay + 1 } } }
  },
})

/** As a page tells it that hears no other tab. */
function deaf({ context: { heard: _, ...context }, ...event }: LoggedEvent): LoggedEvent {
  return { ...event, context }
}

/** As a page tells it that begins with the answer of the server alone. */
function forgetful({ context: { knows, ...context }, ...event }: LoggedEvent): LoggedEvent {
  return { ...event, context: { ...context, ...(knows !== undefined && { knows: [] }) } }
}

const SEEN: readonly string[] = [EVENTS.shown, EVENTS.dismissed, EVENTS.accepted, EVENTS.answered]

/** What a page has heard of last comes only after it told so, where nobody asked the server meanwhile and its own tab sent nothing more. */
function sendLate(events: readonly LoggedEvent[]): LoggedEvent[] {
  const arranged = [...events]
  events.forEach((event) => {
    const [run] = Array.isArray(event.context['heard']) ? (event.context['heard'] as string[][]) : []
    const from = arranged.findIndex(({ id }) => id === run?.[1])
    const until = arranged.indexOf(event)
    const between = arranged.slice(from + 1, until + 1)
    const quiet = between.every(({ name, context }) => name !== EVENTS.boot && context['visit'] !== run?.[0])
    // What the server counts in the order of its arrival would be counted in another one.
    const told = SEEN.includes(arranged[from]?.name ?? '')
    if (told && from < until && quiet) arranged.splice(from, until - from + 1, ...between, ...arranged.slice(from, from + 1))
  })
  return arranged
}

/** As pages of before told it: of all that was heard, the last event alone. */
function asBefore({ context: { heard, knows: _, ...context }, ...event }: LoggedEvent): LoggedEvent {
  const last = Array.isArray(heard) ? heard.map((run) => String((run as unknown[])[1])).toSorted() : []
  return { ...event, context: { ...context, ...(last.length > 0 && { heard: last.at(-1) }) } }
}

/** Of three tabs, what was heard of the last one alone. */
function halfDeaf({ context: { heard, ...context }, ...event }: LoggedEvent): LoggedEvent {
  return { ...event, context: { ...context, ...(Array.isArray(heard) && { heard: heard.slice(0, 1) }) } }
}

describe('the law of replaying', () => {
  const clock = createSharedClock()
  let open: OpenApp

  beforeAll(async () => {
    open = await openApp({ clock: clock.now })
    await live(open, clock, SIZE)
    await open.deps.bootLog.settled()
  }, 7_200_000)
  afterAll(() => open[Symbol.asyncDispose]())

  it('decides a recorded period again exactly as it was decided, for everybody', { timeout: 600_000 }, async () => {
    const { missing, surplus, recorded, kinds } = await compare(open.deps.store)
    expect({ missing: missing.slice(0, 20), surplus: surplus.slice(0, 20) }).toEqual({ missing: [], surplus: [] })
    expect(recorded).toBeGreaterThan(3 * SIZE.users)
    expect([...kinds]).toEqual(expect.arrayContaining(EXPECTED))
  })

  it('holds almost where a page of before told the last event alone that it had heard of', { timeout: 600_000 }, async () => {
    const off = async (tell: (event: LoggedEvent) => LoggedEvent) => {
      const { missing, surplus } = await compare(open.deps.store, { tell })
      return missing.length + surplus.length
    }
    const [told, silent] = [await off(asBefore), await off((event) => deaf(asBefore(event)))]
    expect(told).toBeLessThan(silent / 2)
  })

  it('holds where what a tab recorded arrives after what another one recorded that had heard of it', { timeout: 600_000 }, async () => {
    let moved = 0
    const late: Fault['arrange'] = (events) => {
      const arranged = sendLate(events)
      moved += arranged.filter((event, index) => event !== events[index]).length
      return arranged
    }
    const { missing, surplus } = await compare(open.deps.store, { arrange: late })
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] })
    expect(moved).toBeGreaterThan(20)
  })

  it.each<[string, Fault]>([
    ['an impression is missing from the log', { drop: ({ name }) => name === EVENTS.shown }],
    ['what a page was like is missing', { drop: ({ name, seq }) => name === EVENTS.view && seq === 0 }],
    ['an account was changed and nobody wrote it down', { drop: ({ name }) => name === EVENTS.account }],
    ['two accounts became one and nobody wrote it down', { drop: ({ name }) => name === NOTES.merged }],
    ['nobody knows what tabs heard of each other', { tell: deaf }],
    ['nobody knows which of two tabs a third one heard', { tell: halfDeaf }],
    ['nobody knows what a page found moved on when it opened', { tell: forgetful }],
    ['the budget of attention is another one', { change: lenient }],
  ])('is seen to be broken when %s', { timeout: 600_000 }, async (_, fault) => {
    const { missing, surplus } = await compare(open.deps.store, fault)
    expect(missing.length + surplus.length).toBeGreaterThan(0)
  })
})
