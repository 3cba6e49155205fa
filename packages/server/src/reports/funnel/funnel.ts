import { compileCondition } from '@espalier/core'
import type { FunnelQuestion, FunnelReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { others } from '../../others.ts'
import type { Sought } from './log.ts'
import { Progress, type Course } from './progress.ts'
import { readTold, type Told } from './kept/told.ts'
import { openSource, type Source } from './sources.ts'

const DAY = 86_400_000
const USUAL = 30 * DAY
/** Those who are looked at as a whole between two turns of everything else. */
const PEOPLE = 2000

/** How far accounts or users came through the steps of a question, by the raw events. `now` is epoch milliseconds. */
export async function funnelReport(store: Store, question: FunnelQuestion, now: number): Promise<FunnelReport> {
  const { by, windowDays } = question
  const { from, to, sought, course } = courseOf(question, now)
  const counts = await walkThrough(store, sought, course, async (progress) => progress.counts())
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

/** Which events are read, and what counts as a step. `now` is epoch milliseconds, as are `from` and `to`. */
export function courseOf(question: FunnelQuestion, now: number): { from: number; to: number; sought: Sought; course: Course } {
  const to = question.to === undefined ? now : Date.parse(question.to)
  const from = question.from === undefined ? to - USUAL : Date.parse(question.from)
  const windowMs = question.windowDays * DAY
  const sought = soughtBy(question, { from, to: to + windowMs + 1 })
  return { from, to, sought, course: { count: question.steps.length, windowMs, entry: { from, to } } }
}

/** Lets all events pass by and reads the end of it. Where the columns cannot be read, or somebody is erased meanwhile, the log says it. */
export async function walkThrough<T>(store: Store, sought: Sought, course: Course, read: Read<T>): Promise<T> {
  const kept = await readTold(store)
    .then((told) => told && walkKept(store, sought, course, told, read))
    .catch(() => undefined)
  return kept ? kept.found : walkIn(await openSource(store, sought), course, read)
}

type Read<T> = (progress: Progress, source: Source) => Promise<T>

/** Undefined where what is kept in columns is no longer of the same log. */
async function walkKept<T>(store: Store, sought: Sought, course: Course, told: Told, read: Read<T>): Promise<{ found: T } | undefined> {
  const found = await walkIn(await openSource(store, sought, told), course, read)
  return (await readTold(store))?.build === told.build ? { found } : undefined
}

async function walkIn<T>(source: Source, course: Course, read: Read<T>): Promise<T> {
  const progress = new Progress(source.people, course)
  for await (const stretch of source.stretches()) progress.add(stretch)
  for (const whole of progress.late()) {
    for await (const stretch of source.stretches()) whole.add(stretch)
    while (whole.settle(PEOPLE)) await others()
  }
  return read(progress, source)
}

/** Which events are steps. */
function soughtBy({ steps, by }: FunnelQuestion, period: { from: number; to: number }): Sought {
  const names = [...new Set(steps.map(({ event }) => event))]
  const whole = steps.some(({ where }) => where !== undefined)
  return { names, by, ...period, whole, stepsOf: createStepsOf(steps, names) }
}

/** Says which steps an event can be, as a sum of 2 to the power of their places. */
function createStepsOf(steps: FunnelQuestion['steps'], names: readonly string[]): (name: number, properties?: string) => number {
  const byName = names.map((name) =>
    steps.flatMap(({ event, where }, place) => (event === name ? { bit: 1 << place, matches: where && compileCondition(where) } : [])),
  )
  return (name, properties = '{}') => {
    let fits = 0
    let read: Parameters<ReturnType<typeof compileCondition>>[0] | undefined
    for (const { bit, matches } of byName[name] ?? []) {
      if (!matches || matches((read ??= JSON.parse(properties) as NonNullable<typeof read>))) fits += bit
    }
    return fits
  }
}
