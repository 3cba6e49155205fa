import { others } from '../../others.ts'
import { ERASED } from '../../store/privacy.ts'
import type { Store } from '../../store/store.ts'
import { readDirectory, type Introduced } from './kept/directory.ts'
import type { Told } from './kept/told.ts'
import type { Roll } from './roll.ts'

/** Ids that are made text between two turns of everything else. */
const MANY = 5000
const MARK = Buffer.from(ERASED)

/** Who has which number: by the numbers of the directory, or of the roll where they are new, and as they are counted. */
interface Numbers {
  readonly roll: Roll
  readonly introduced: Introduced
  /** By the number in the directory: the number that is counted; -1 where none is. */
  readonly numbered: Int32Array
}

/** Finds the names of those who are counted by their numbers. Nobody's name is made text before it is asked for. */
export function namesOf(store: Store, told: Told, { roll, introduced, numbered }: Numbers) {
  /** Those who are in no part of the directory. */
  async function* newcomers(): AsyncGenerator<readonly [number: number, id: string]> {
    for (let from = 0; from < roll.size; from += MANY) {
      const isNew = (place: number) => (introduced.numbers[place] ?? 0) >= told.ids
      const to = Math.min(from + MANY, roll.size)
      if (Array.from({ length: to - from }, (_, index) => from + index).some(isNew)) {
        for (const [index, id] of roll.ids(from, to).entries()) {
          if (isNew(from + index)) yield [introduced.numbers[from + index] ?? 0, id]
        }
      }
      await others()
    }
  }
  return {
    async erased(): Promise<ReadonlySet<number>> {
      const found = new Set<number>()
      await readDirectory(store, told, ({ ids, ends }, before) => {
        const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength)
        let start = 0
        for (const [place, end] of ends.entries()) {
          if (end - start > MARK.length && bytes[start] === MARK[0] && bytes.subarray(start, start + MARK.length).equals(MARK)) {
            found.add(numbered[before + place] ?? -1)
          }
          start = end
        }
      })
      for await (const [number, id] of newcomers()) if (id.startsWith(ERASED)) found.add(numbered[number] ?? -1)
      return found
    },
    async idsOf(wanted: readonly number[]): Promise<ReadonlyMap<number, string>> {
      const found = new Map<number, string>()
      const asked = new Set(wanted)
      const note = (number: number, id: () => string) => {
        const one = numbered[number] ?? -1
        if (asked.has(one)) found.set(one, id())
      }
      await readDirectory(store, told, ({ ids, ends }, before) => {
        const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength)
        for (let place = 0; place < ends.length; place++) {
          note(before + place, () => bytes.toString('utf8', place > 0 ? ends[place - 1] : 0, ends[place]))
        }
      })
      for await (const [number, id] of newcomers()) note(number, () => id)
      return found
    },
  }
}
