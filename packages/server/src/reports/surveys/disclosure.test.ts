import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disclose, FEWEST } from './disclosure.ts'

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
