import { randomUUID } from 'node:crypto'
import { others } from '../../../others.ts'
import { quietly, tellOf, toldIn } from '../../../snapshots/snapshot.ts'
import type { SnapshotHead } from '../../../store/snapshots.ts'
import type { Store } from '../../../store/store.ts'
import { drawSeed, Roll } from '../roll.ts'
import { introduce, packAdded, type Introduced } from './directory.ts'
import { packSegment } from './segment.ts'
import { directoryPart, keptUntil, KIND, segmentPart, type Told } from './told.ts'

/** Positions of the log that become one segment; what comes after the last one is read from the log itself. */
const SEGMENT = 1 << 16
/** Positions that are read between two turns of everything else. */
const PART = 4096

/** By database, as whom this process writes. */
const writers = new WeakMap<object, string>()

const nothing = (): Told => ({ build: randomUUID(), seed: drawSeed(), ids: 0, pairs: 0, segments: [] })

/**
 * Keeps the track events of the log in columns, as funnels read them, segment by segment as soon as there are enough events for one. Of
 * several servers of one database the last one that began does it; where somebody was erased, all of it is made anew. Calls for one
 * store must wait for each other.
 */
export async function followTracks(store: Store, size: number = SEGMENT): Promise<void> {
  const { db } = store.database
  const own = writers.get(db)
  const head = await store.snapshots.head(KIND)
  if (own !== undefined && head !== undefined && head.writer !== own) return
  const known = toldIn(head) as Told | undefined
  const last = await store.crowd.stands.last()
  if (last - keptUntil(known ?? { segments: [] }) < size) return
  const writer = own ?? randomUUID()
  let told: Told | undefined = await begin(store, writer, own === undefined || !known ? head : undefined, known)
  writers.set(db, writer)
  while (told && last - keptUntil(told) >= size) told = await addSegment(store, writer, told, size)
}

/** Makes somebody the one who writes, and answers what is there already. */
async function begin(store: Store, writer: string, from: SnapshotHead | undefined, known: Told | undefined): Promise<Told> {
  if (known && !from) return known
  const stays = await quietly(store, ({ snapshots }) => snapshots.take(KIND, writer, known && from))
  return known && stays ? known : nothing()
}

/** Adds a segment; undefined where somebody else has taken over, or somebody was erased meanwhile. */
async function addSegment(store: Store, writer: string, told: Told, size: number): Promise<Told | undefined> {
  const after = keptUntil(told)
  const until = after + size
  const { roll, persons, accounts, events } = await readTracks(store, told.seed, after, until)
  const visitors = await store.funnel.visitors({ after, until })
  const known = { persons: new Uint32Array(told.pairs), accounts: new Uint32Array(told.pairs) }
  const introduced = await introduce(store, told, roll, visitors, (added, _, pairs) => {
    known.persons.set(added.persons, pairs)
    known.accounts.set(added.accounts, pairs)
  })
  await others()
  const { pairs, added } = pairUp(introduced, known, persons, accounts)
  await others()
  const ids = idsFrom(told.ids, roll, introduced)
  await others()
  const body = packAdded({ ...ids, ...added, ...joinsOf(introduced) })
  await others()
  const span = spanOf(events.times)
  const next: Told = {
    ...told,
    ids: introduced.ids,
    pairs: told.pairs + added.persons.length,
    segments: [...told.segments, [until, span.from, span.to]],
  }
  const segment = told.segments.length
  const parts = [
    { part: directoryPart(segment), body },
    { part: segmentPart(segment), body: packSegment({ ...events, pairs }) },
  ]
  await others()
  const written = await quietly(
    store,
    async ({ snapshots }) => (await snapshots.put(KIND, writer, parts)) && (await snapshots.tell(KIND, writer, tellOf(next))),
  )
  return written ? next : undefined
}

/** Track events of a part of the log, and who is in them: by event the numbers of the roll, of which 0 is nobody. */
async function readTracks(store: Store, seed: number, after: number, until: number) {
  const roll = new Roll(seed)
  roll.number('')
  const room = until - after
  const [persons, accounts, codes] = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room)]
  const times = new Float64Array(room)
  const names = new Roll()
  names.number('')
  let count = 0
  for (let from = after; from < until; from += PART) {
    const part = await store.funnel.tracks({ after: from, until: Math.min(from + PART, until) })
    const before = count
    times.set(part.times, before)
    count += part.times.length
    const all = new Uint8Array(part.times.length).fill(1)
    roll.read(part.persons, all, (number, place) => (persons[before + place] = number))
    roll.read(part.accounts, all, (number, place) => (accounts[before + place] = number))
    names.read(part.names, all, (number, place) => (codes[before + place] = number))
    await others()
  }
  const [whose, where] = [persons.subarray(0, count), accounts.subarray(0, count)]
  const events = { times: times.subarray(0, count), codes: codes.subarray(0, count), names: names.ids(0, names.size) }
  return { roll, persons: whose, accounts: where, events }
}

/** Pairs of a person and an account by event, and those that are new. */
function pairUp(
  { numbers, ids }: Introduced,
  known: { persons: Uint32Array; accounts: Uint32Array },
  persons: Uint32Array,
  accounts: Uint32Array,
) {
  const keyOf = (person: number, account: number) => person * ids + account
  const named = new Uint8Array(ids)
  for (const number of numbers) named[number] = 1
  const places = new Map<number, number>()
  for (let pair = 0; pair < known.persons.length; pair++) {
    const person = known.persons[pair] ?? 0
    const account = known.accounts[pair] ?? 0
    if (named[person] === 1 && named[account] === 1) places.set(keyOf(person, account), pair)
  }
  const added = { persons: [] as number[], accounts: [] as number[] }
  const pairs = persons.map((one, event) => {
    const person = numbers[one] ?? 0
    const account = numbers[accounts[event] ?? 0] ?? 0
    const key = keyOf(person, account)
    const place = places.get(key)
    if (place !== undefined) return place
    const next = known.persons.length + added.persons.length
    added.persons.push(person)
    added.accounts.push(account)
    places.set(key, next)
    return next
  })
  return { pairs, added: { persons: Uint32Array.from(added.persons), accounts: Uint32Array.from(added.accounts) } }
}

/** Ids of a roll that the directory did not have, in the order of their numbers. */
function idsFrom(known: number, roll: Roll, { numbers }: Introduced) {
  const places: number[] = []
  for (const [place, number] of numbers.entries()) if (number >= known) places.push(place)
  const ids = new Uint8Array(roll.bytesOf(places))
  let end = 0
  return {
    ids,
    ends: Uint32Array.from(places, (place) => (end = roll.write(place, ids, end))),
    hashes: Int32Array.from(places, (place) => roll.hash(place)),
  }
}

const joinsOf = ({ joins }: Introduced) => ({
  visitors: Uint32Array.from(joins, ([visitor]) => visitor),
  joined: Uint32Array.from(joins, ([, person]) => person),
})

/** From when to when; where nothing happened, after all times to before all of them. */
function spanOf(times: Float64Array): { from: number; to: number } {
  let [from, to] = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]
  for (const at of times) {
    if (at < from) from = at
    if (at > to) to = at
  }
  return { from, to }
}
