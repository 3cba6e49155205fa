import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Roll } from './roll.ts'

const listOf = (ids: readonly string[], between: string) => Buffer.from(`[${ids.map((id) => JSON.stringify(id)).join(between)}]`)

/** Ids that are alike, and such with everything that JSON writes in another way. */
const id = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('"', '\\', '\\"', '\n', '\u0001', '京都', '👩‍👩‍👧', 'a', 'b', 'ab', 'ba'),
)

it('numbers ids in the order in which they come, as a map would', () => {
  const law = fc.property(fc.array(fc.array(id)), fc.constantFrom(',', ', ', ', \n '), (lists, between) => {
    const roll = new Roll()
    const known = new Map<string, number>()
    for (const ids of lists) {
      const found: number[] = []
      const all = ids.map(() => 1)
      roll.read(listOf(ids, between), all, (number, place) => (found[place] = number))
      for (const one of ids) if (!known.has(one)) known.set(one, known.size)
      expect(found).toEqual(ids.map((one) => known.get(one)))
    }
    expect(roll.ids(0, roll.size)).toEqual([...known.keys()])
    for (const [one, number] of known) {
      expect(roll.number(one)).toBe(number)
      const bytes = new Uint8Array(roll.bytesOf([number]) + 1)
      expect(roll.write(number, bytes, 1)).toBe(bytes.length)
      expect(Buffer.from(bytes.subarray(1)).equals(Buffer.from(one))).toBe(true)
      expect(roll.find(bytes, 1, bytes.length, roll.hash(number))).toBe(number)
      expect(roll.find(bytes, 0, bytes.length, roll.hash(number))).toBe(-1)
    }
    expect(roll.number('somebody else, of whom nobody heard')).toBe(known.size)
  })
  fc.assert(law)
})

it('tells many apart that are nearly the same', () => {
  const roll = new Roll()
  const ids = Array.from({ length: 100_000 }, (_, index) => `account-${index}`)
  const found: number[] = []
  for (let round = 0; round < 2; round++)
    roll.read(
      listOf(ids, ','),
      ids.map(() => 1),
      (number) => found.push(number),
    )
  expect(found).toEqual([...ids.keys(), ...ids.keys()])
  expect(roll.ids(99_990, 200_000)).toEqual(ids.slice(99_990))
})
