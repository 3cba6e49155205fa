import { compileCondition } from '@espalier/core'
import type { FunnelQuestion, FunnelReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { NEWEST, OLDEST } from '../../ingest/clock.ts'
import { others } from '../../others.ts'
import { furthest } from './walk.ts'
import { Walks } from './walks.ts'

const DAY = 86_400_000
const USUAL = 30 * DAY
/** Positions of the log that are read between two turns of everything else. */
const PART = 5000
/** Accounts or users of whom is asked at once who they turned out to be. */
const PEOPLE = 5000
/** Servers whose clocks differ may keep events this much out of the order in which they were received. */
const SLACK = DAY

/** How far accounts or users came through the steps of a question, by the raw events. `now` is epoch milliseconds. */
export async function funnelReport(store: Store, question: FunnelQuestion, now: number): Promise<FunnelReport> {
  const { by, windowDays } = question
  const to = question.to === undefined ? now : Date.parse(question.to)
  const from = question.from === undefined ? to - USUAL : Date.parse(question.from)
  const windowMs = windowDays * DAY
  const counts = question.steps.map(() => 0)
  const walks = await walksOf(store, question, { from, to: to + windowMs + 1 })
  for await (const some of walks.each()) {
    for (const walk of some) {
      const steps = furthest(walk, counts.length, windowMs, { from, to })
      for (let step = 0; step < steps; step++) counts[step] = (counts[step] ?? 0) + 1
    }
  }
  const iso = (at: number) => new Date(at).toISOString()
  const share = (part: number, whole: number | undefined) => (whole !== undefined && whole > 0 ? part / whole : null)
  return {
    from: iso(from),
    to: iso(to),
    by,
    windowDays,
    asOf: iso(now),
    steps: question.steps.map(({ event }, place) => {
      const reached = counts[place] ?? 0
      return { event, reached, ofFirst: share(reached, counts[0]), ofPrevious: place > 0 ? share(reached, counts[place - 1]) : null }
    }),
  }
}

/** What everybody did of the steps. What visitors did counts for who they turned out to be. */
async function walksOf(store: Store, { steps, by }: FunnelQuestion, { from, to }: { from: number; to: number }): Promise<Walks> {
  const names = [...new Set(steps.map(({ event }) => event))]
  const stepsOf = createStepsOf(steps, names)
  const whole = steps.some(({ where }) => where !== undefined)
  const walks = new Walks()
  // What happened in the period can only have arrived in a part of the log.
  const last = (await store.funnel.firstReceived(to + OLDEST + SLACK)) - 1
  for (let after = (await store.funnel.firstReceived(from - NEWEST - SLACK)) - 1; after < last; after += PART) {
    const until = Math.min(after + PART, last)
    const { ids, times, names: found, properties } = await store.funnel.occurrences({ names, by, after, until, from, to, whole })
    walks.add(
      ids,
      times,
      found.map((name, place) => stepsOf(name, properties[place])),
    )
    await others()
  }
  for (const ids of walks.ids(PEOPLE)) {
    for (const [visitor, person] of await store.people.aliases(ids)) walks.join(visitor, person)
    await others()
  }
  return walks
}

/** Says which steps an event can be, as a sum of 2 to the power of their places. */
function createStepsOf(steps: FunnelQuestion['steps'], names: readonly string[]): (name: number, properties?: string) => number {
  const byName = names.map((name) =>
    steps.flatMap(({ event, where }, place) => (event === name ? { bit: 1 << place, matches: where && compileCondition(where) } : [])),
  )
  return (name, properties = '{}') => {
    let fits = 0
    let read: Parameters<ReturnType<typeof compileCondition>>[0] | undefined
    for (const { bit, matches } of byName[name - 1] ?? []) {
      if (!matches || matches((read ??= JSON.parse(properties) as NonNullable<typeof read>))) fits += bit
    }
    return fits
  }
}
