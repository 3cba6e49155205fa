import { type Labels, tellsOfFew } from './crossing.ts'

/** Fewest people whose answers are shown together. */
export const FEWEST = 5

/** Groups that may be shown, and all others taken together. */
export interface Disclosed<T> {
  /** The largest first. */
  rows: { value: string; members: T[] }[]
  /** Empty where every group is shown. */
  rest: T[]
  /** True where no group can be shown without telling what few people said. */
  refused: boolean
}

/**
 * Splits people into groups so that nobody learns what a small group said, not even by subtracting the others from the whole.
 * Groups of fewer than five are taken together with the smallest of the others, until the rest has five people of at least two groups,
 * and until groups of this split and of those that are told, too, nowhere hold the same people but for fewer than five.
 * Which groups that are depends on their sizes alone. Where everybody of the rest said the same, the rest would speak for each of
 * its groups, so that only the whole is shown.
 * @param told how the same people are split in other reports
 */
export function disclose<T>(
  people: readonly T[],
  groupOf: (one: T) => string,
  opinionOf: (one: T) => string,
  told: readonly Labels<T>[] = [],
): Disclosed<T> {
  const groups = [...Map.groupBy(people, groupOf)]
    .map(([value, members]) => ({ value, members }))
    .toSorted((one, other) => other.members.length - one.members.length || (one.value < other.value ? -1 : 1))
  const shown = groups.filter(({ members }) => members.length >= FEWEST)
  const hidden = groups.filter(({ members }) => members.length < FEWEST)
  const size = () => hidden.reduce((sum, { members }) => sum + members.length, 0)
  const hide = (groupsAtOnce = 1) => hidden.push(...shown.splice(-groupsAtOnce))
  const split = (): Disclosed<T> => ({ rows: shown, rest: hidden.flatMap(({ members }) => members), refused: false })
  for (;;) {
    while (hidden.length > 0 && shown.length > 0 && (hidden.length < 2 || size() < FEWEST)) hide()
    if (shown.length === 0) break
    const labels = labelsOf(split())
    if (!told.some((other) => tellsOfFew(people, labels, other, FEWEST))) break
    // Of very many groups one at a time would take seconds.
    hide(Math.ceil(shown.length / 8))
  }
  const alike = new Set(hidden.flatMap(({ members }) => members).map(opinionOf)).size === 1
  return shown.length === 0 || (hidden.length > 0 && alike) ? { rows: [], rest: [], refused: people.length > 0 } : split()
}

/** Which of the shown groups each is in, or the rest; all in one where none is shown. */
export function labelsOf<T>({ rows, rest }: Disclosed<T>): Labels<T> {
  return new Map([...rows.map(({ members }) => members), rest].flatMap((members, label) => members.map((one) => [one, label] as const)))
}
