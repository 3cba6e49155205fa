import { deserialize, serialize } from 'node:v8'
import { others } from '../../../others.ts'
import type { Store } from '../../../store/store.ts'
import type { Roll } from '../roll.ts'
import { directoryPart, KIND, type Told } from './told.ts'

/** Parts that are read at once, and ids that are looked at between two turns of everything else. */
const PAGE = 2
const LOOKED = 20_000
/** Ids of whom is asked at once who they turned out to be. */
const PEOPLE = 5000

/** What a segment adds to the directory: ids, pairs of a person and an account, and who visitors turned out to be. All are numbered from 0 on. */
export interface Added {
  /** Ids as UTF-8, one after another, where each ends, and its hash. The id with the number 0 is empty: it is nobody's. */
  readonly ids: Uint8Array
  readonly ends: Uint32Array
  readonly hashes: Int32Array
  /** By pair. */
  readonly persons: Uint32Array
  readonly accounts: Uint32Array
  /** Visitors who turned out to be somebody else by the end of the segment, or later, and who; what comes later replaces what was before. */
  readonly visitors: Uint32Array
  readonly joined: Uint32Array
}

export const packAdded = (added: Added): Uint8Array => serialize(added)

/** Looks at a part of the directory, of which so many ids and pairs come before. */
export type Look = (added: Added, ids: number, pairs: number) => void

/** Reads the directory from its beginning. Throws where it is not there any more. */
export async function readDirectory({ snapshots }: Store, { segments }: Told, look: Look): Promise<void> {
  let [ids, pairs, looked] = [0, 0, 0]
  for (let segment = 0; segment < segments.length; segment += PAGE) {
    const parts = await snapshots.parts(KIND, directoryPart(segment) - 1, Math.min(PAGE, segments.length - segment))
    for (const [place, { part, body }] of parts.entries()) {
      if (part !== directoryPart(segment + place)) throw new Error('a part of the directory is gone')
      const added = deserialize(body) as Added
      look(added, ids, pairs)
      ids += added.ends.length
      pairs += added.persons.length
      looked += added.ends.length
      if (looked < LOOKED) continue
      looked = 0
      await others()
    }
  }
  if (ids === 0 && segments.length > 0) throw new Error('the directory is gone')
}

/** Those who are named in a part of the log. */
export interface Introduced {
  /** Their numbers in the directory by their numbers in the roll; new ones come after those that it has. */
  readonly numbers: readonly number[]
  /** How many ids there are now. */
  readonly ids: number
  /** Numbers of visitors of whom something was told, or who are new, and who they turned out to be. */
  readonly joins: readonly (readonly [visitor: number, person: number])[]
}

/**
 * Gives all of a roll, in which the empty id comes first, their numbers in the directory. `visitors` are those of whom was told since it
 * was written who they are. The roll gets those, too, who they turned out to be. `look` sees the directory before new ones are added.
 */
export async function introduce(store: Store, told: Told, roll: Roll, visitors: readonly string[], look: Look): Promise<Introduced> {
  const numbers: number[] = []
  for (const visitor of visitors) roll.number(visitor)
  const recognize: Look = ({ ids, ends, hashes }, before) => {
    let start = 0
    for (let id = 0; id < ends.length; id++) {
      const end = ends[id] ?? 0
      const number = roll.find(ids, start, end, hashes[id] ?? 0)
      if (number >= 0) numbers[number] = before + id
      start = end
    }
  }
  const begin = (from: number) => {
    for (let number = from; number < roll.size; number++) numbers[number] = -1
  }
  begin(0)
  await readDirectory(store, told, (...part) => {
    recognize(...part)
    look(...part)
  })
  const known = roll.size
  const joined: (readonly [visitor: number, person: number])[] = []
  for (const some of groups(
    visitors,
    namesOf(roll, known, (number) => numbers[number] === -1),
  )) {
    for (const [visitor, person] of await store.people.aliases(some)) joined.push([roll.number(visitor), roll.number(person)])
    await others()
  }
  if (roll.size > known) {
    begin(known)
    await readDirectory(store, told, recognize)
  }
  let { ids } = told
  for (const [number, place] of numbers.entries()) if (place === -1) numbers[number] = ids++
  return { numbers, ids, joins: joined.map(([visitor, person]) => [numbers[visitor] ?? 0, numbers[person] ?? 0] as const) }
}

/** Ids of a roll that are meant, some at once. */
function* namesOf(roll: Roll, until: number, isMeant: (number: number) => boolean): Generator<string[]> {
  for (let from = 0; from < until; from += PEOPLE) {
    const some = roll.ids(from, Math.min(from + PEOPLE, until)).filter((_, place) => isMeant(from + place))
    if (some.length > 0) yield some
  }
}

function* groups(visitors: readonly string[], names: Iterable<string[]>): Generator<readonly string[]> {
  for (let from = 0; from < visitors.length; from += PEOPLE) yield visitors.slice(from, from + PEOPLE)
  yield* names
}
