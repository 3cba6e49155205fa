import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellsOfFew } from './crossing.ts'
import { disclose, FEWEST, labelsOf } from './disclosure.ts'

interface Said {
  group: string
  opinion: string
}

const GROUPS = ['a', 'b', 'c', 'd', 'e']
const OPINIONS = ['for', 'neither', 'against']
const people = fc.array(fc.record({ group: fc.constantFrom(...GROUPS), opinion: fc.constantFrom(...OPINIONS) }), { maxLength: 40 })

/** What a reader gets to see: how many there are of each opinion, in the whole, in the rest and in each group that is shown. */
function seen(all: readonly Said[], split = disclose): string {
  const { rows, rest } = split(
    all,
    ({ group }) => group,
    ({ opinion }) => opinion,
  )
  return JSON.stringify([tally(all), tally(rest), rows.map(({ value, members }) => JSON.stringify([value, tally(members)])).toSorted()])
}

function tally(members: readonly Said[]): number[] {
  return OPINIONS.map((opinion) => members.filter((one) => one.opinion === opinion).length)
}

/** The same whole with other opinions in `hidden`, if the reader would see the same: then nothing was told about that group. */
function isOpen(all: readonly Said[], hidden: string, split = disclose): boolean {
  const before = seen(all, split)
  const own = JSON.stringify(tally(all.filter(({ group }) => group === hidden)))
  return all.some((one, index) =>
    all.some((other, place) => {
      const swapped = all.map((was, at) =>
        at === index ? { group: was.group, opinion: other.opinion } : at === place ? { group: was.group, opinion: one.opinion } : was,
      )
      return seen(swapped, split) === before && JSON.stringify(tally(swapped.filter(({ group }) => group === hidden))) !== own
    }),
  )
}

describe('what small groups said', () => {
  const run = (split: typeof disclose) =>
    fc.assert(
      fc.property(people, (all) => {
        const { rows, rest, refused } = split(
          all,
          ({ group }) => group,
          ({ opinion }) => opinion,
        )
        for (const { members } of rows) expect(members.length).toBeGreaterThanOrEqual(FEWEST)
        if (refused) return
        const hidden = new Set(rest.map(({ group }) => group))
        for (const group of hidden) expect(isOpen(all, group, split)).toBe(true)
      }),
      { numRuns: 300 },
    )

  it('cannot be worked out from the groups that are shown and the whole', () => {
    expect(() => run(disclose)).not.toThrow()
  })

  it('could be worked out if only the small groups were left out', () => {
    const careless: typeof disclose = (all, groupOf) => {
      const groups = [...Map.groupBy(all, groupOf)].map(([value, members]) => ({ value, members }))
      return {
        rows: groups.filter(({ members }) => members.length >= FEWEST),
        rest: groups.filter(({ members }) => members.length < FEWEST).flatMap(({ members }) => members),
        refused: false,
      }
    }
    expect(() => run(careless)).toThrow('Property failed')
  })

  it('hides the next larger group, too, where one small group stands alone', () => {
    const group = (name: string, size: number) =>
      Array.from({ length: size }, (_, index) => ({ group: name, opinion: OPINIONS[index % 3] ?? '' }))
    const { rows, rest } = disclose(
      [...group('a', 20), ...group('b', 9), ...group('c', 2)],
      (one) => one.group,
      (one) => one.opinion,
    )
    expect([rows.map(({ value }) => value), rest.length]).toEqual([['a'], 11])
  })
})

interface Placed {
  id: number
  opinion: string
  in: readonly string[]
}

/** Ways to split people that say almost the same of most of them: a region, its country, and a size, with exceptions. */
const placed = fc
  .array(
    fc.record({ opinion: fc.constantFrom(...OPINIONS), region: fc.integer({ min: 0, max: 4 }), odd: fc.integer({ min: 0, max: 19 }) }),
    { minLength: 20, maxLength: 60 },
  )
  .map((all) =>
    all.map(({ opinion, region, odd }, id): Placed => ({
      id,
      opinion,
      in: [region, odd === 0 ? (region + 1) % 3 : region % 3, odd === 1 ? 'large' : region < 2 ? 'small' : 'large'].map(String),
    })),
  )

/** The least number of people by whom unions of groups of two splits differ, but for none at all. */
function leastDifference(people: readonly Placed[], one: ReadonlyMap<Placed, number>, other: ReadonlyMap<Placed, number>): number {
  const [rows, columns] = [one, other].map((labels) => [...new Set(labels.values())]) as [number[], number[]]
  let least = Infinity
  for (let left = 0; left < 2 ** rows.length; left++) {
    for (let right = 0; right < 2 ** columns.length; right++) {
      const isIn = (choice: number, all: number[], label: number | undefined) => ((choice >> all.indexOf(label ?? 0)) & 1) === 1
      const differ = people.filter((person) => isIn(left, rows, one.get(person)) !== isIn(right, columns, other.get(person))).length
      if (differ > 0) least = Math.min(least, differ)
    }
  }
  return least
}

describe('what people said who are split in several ways', () => {
  const run = (heeds: boolean) =>
    fc.assert(
      fc.property(placed, (people) => {
        const told: ReadonlyMap<Placed, number>[] = []
        for (const way of [0, 1, 2]) {
          const split = disclose(
            people,
            (one) => one.in[way] ?? '',
            ({ opinion }) => opinion,
            heeds ? told : [],
          )
          if (split.refused) continue
          const labels = labelsOf(split)
          for (const other of told) expect(leastDifference(people, labels, other)).toBeGreaterThanOrEqual(FEWEST)
          told.push(labels)
        }
      }),
      { numRuns: 150 },
    )

  it('cannot be worked out from groups of one way and groups of another, whichever are added and subtracted', () => {
    expect(() => run(true)).not.toThrow()
  })

  it('could be worked out if each way were looked at alone', () => {
    expect(() => run(false)).toThrow('Property failed')
  })

  it('is given away where unions of groups differ by a few, and nowhere else', () => {
    fc.assert(
      fc.property(placed, fc.integer({ min: 2, max: 12 }), (people, few) => {
        const ways = [0, 1, 2].map(
          (way) => new Map(people.map((one) => [one, [...(one.in[way] ?? '')].reduce((sum, text) => sum + text.charCodeAt(0), 0)])),
        )
        const [first, second, third] = ways as [Map<Placed, number>, Map<Placed, number>, Map<Placed, number>]
        expect(tellsOfFew(people, first, second, few)).toBe(leastDifference(people, first, second) < few)
        expect(tellsOfFew(people, second, third, few)).toBe(leastDifference(people, second, third) < few)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves ways alone that have nothing to do with each other', () => {
    const people = Array.from({ length: 90 }, (_, id): Placed => ({ id, opinion: OPINIONS[id % 3] ?? '', in: [`${id % 5}`, `${id % 9}`] }))
    const by = (way: number, told: readonly ReadonlyMap<Placed, number>[] = []) =>
      disclose(
        people,
        (one) => one.in[way] ?? '',
        ({ opinion }) => opinion,
        told,
      )
    expect(by(1, [labelsOf(by(0))])).toEqual(by(1))
  })
})
