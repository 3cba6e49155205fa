import { NEWEST, OLDEST } from '../../ingest/clock.ts'
import { others } from '../../others.ts'
import type { Store } from '../../store/store.ts'
import { introduce, type Introduced } from './kept/directory.ts'
import { readSegment } from './kept/segment.ts'
import { keptUntil, KIND, segmentPart, type Told } from './kept/told.ts'
import { readLog, type Sought } from './log.ts'
import { namesOf } from './names.ts'
import { Roll } from './roll.ts'
import { Stretch } from './stretch.ts'

/** Servers whose clocks differ may keep events this much out of the order in which they were received. */
const SLACK = 86_400_000

const NOTHING: Told = { build: '', seed: 0, ids: 0, pairs: 0, segments: [] }

/** All events that a funnel is about. */
export interface Source {
  /** How many people or accounts they are of. */
  readonly people: number
  /**
   * The events, in stretches that are in the order of time each, and follow one another in the order of the log. What a stretch holds is
   * gone with the next one; everything else has its turn meanwhile. It can be gone through several times.
   */
  stretches(): AsyncGenerator<Stretch>
  /** Numbers of those of them who were erased, under the names that stand where they were. */
  erased(): Promise<ReadonlySet<number>>
  /** The ids of some of them by their numbers. */
  idsOf(wanted: readonly number[]): Promise<ReadonlyMap<number, string>>
}

/**
 * Opens what a funnel reads: segments that are kept in columns, and the log itself for what is in none of them. What visitors did is of
 * who they turned out to be. Where properties have to be looked at, or nothing is told to be kept, all of it comes from the log.
 */
export async function openSource(store: Store, sought: Sought, told?: Told): Promise<Source> {
  // What happened in the period can only have arrived in a part of the log.
  const after = Math.max((await store.funnel.firstReceived(sought.from - NEWEST - SLACK)) - 1, 0)
  const last = (await store.funnel.firstReceived(sought.to + OLDEST + SLACK)) - 1
  const kept = sought.whole ? [] : segmentsWithin(told, after, last)
  const used = told && kept.length > 0 ? told : NOTHING
  const roll = new Roll(used.seed)
  roll.number('')
  const before = await readLog(store, sought, roll, after, kept[0]?.after ?? last)
  const since = kept.length > 0 ? await readLog(store, sought, roll, kept.at(-1)?.until ?? last, last) : []
  const visitors = await visitorsSince(store, used)
  const sides = new Uint32Array(used.pairs)
  const joins: (readonly [visitors: Uint32Array, joined: Uint32Array])[] = []
  const introduced = await introduce(store, used, roll, visitors, ({ persons, accounts, visitors: whom, joined }, _, pairs) => {
    sides.set(sought.by === 'user' ? persons : accounts, pairs)
    if (whom.length > 0) joins.push([whom.slice(), joined.slice()])
  })
  await others()
  const { numberOf, numbered, count } = countAs(introduced, joins)
  await others()
  const whose = new Int32Array(used.pairs)
  for (let pair = 0; pair < sides.length; pair++) whose[pair] = numberOf(sides[pair] ?? 0)
  await others()
  for (const { who, length } of [...before, ...since]) {
    for (let event = 0; event < length; event++) who[event] = numberOf(introduced.numbers[who[event] ?? 0] ?? 0)
    await others()
  }
  const into = new Stretch(kept.reduce((most, one) => Math.max(most, one.until - one.after), 0))
  const wanted = { ...sought, whose, into, stepsOf: (name: string) => sought.stepsOf(sought.names.indexOf(name)) }
  return {
    people: count(),
    async *stretches() {
      yield* inTurns(before)
      for (const { segment, from, to } of kept) {
        if (to < sought.from || from >= sought.to) continue
        const [part] = await store.snapshots.parts(KIND, segmentPart(segment) - 1, 1)
        if (part?.part !== segmentPart(segment)) throw new Error('a segment is gone')
        yield readSegment(part.body, wanted)
        await others()
      }
      yield* inTurns(since)
    },
    ...namesOf(store, used, { roll, introduced, numbered }),
  }
}

async function* inTurns(stretches: readonly Stretch[]): AsyncGenerator<Stretch> {
  for (const one of stretches) {
    yield one
    await others()
  }
}

/** Segments that are wholly after one position and until another. */
function segmentsWithin(told: Told | undefined, after: number, last: number) {
  const all = (told?.segments ?? []).map(([until, from, to], segment, { [segment - 1]: before }) => ({
    segment,
    after: before?.[0] ?? 0,
    until,
    from,
    to,
  }))
  return all.filter((one) => one.after >= after && one.until <= last)
}

/** Visitors of whom was told who they are since the columns were written. Who reads all of the log asks for everybody anyway. */
async function visitorsSince({ funnel, crowd }: Store, used: Told): Promise<string[]> {
  return used === NOTHING ? [] : funnel.visitors({ after: keptUntil(used), until: await crowd.stands.last() })
}

/** Numbers those who count, from 0 on, by their numbers in the directory; nobody is -1. */
function countAs({ ids, joins: latest }: Introduced, joins: readonly (readonly [visitors: Uint32Array, joined: Uint32Array])[]) {
  const persons = new Uint32Array(ids)
  for (let number = 0; number < ids; number++) persons[number] = number
  for (const [visitors, joined] of joins) {
    for (let place = 0; place < visitors.length; place++) persons[visitors[place] ?? 0] = joined[place] ?? 0
  }
  for (const [visitor, person] of latest) persons[visitor] = person
  const dense = new Int32Array(ids).fill(-1)
  let next = 0
  const numberOf = (number: number): number => {
    if (number === 0) return -1
    const person = persons[number] ?? 0
    const known = dense[person] ?? -1
    return known >= 0 ? known : (dense[person] = next++)
  }
  return { numberOf, numbered: dense, count: () => next }
}
