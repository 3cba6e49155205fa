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
 * Groups of fewer than five are taken together with the smallest of the others, until the rest has five people of at least two groups.
 * Which groups that are depends on their sizes alone. Where everybody of the rest said the same, the rest would speak for each of
 * its groups, so that only the whole is shown.
 */
export function disclose<T>(people: readonly T[], groupOf: (one: T) => string, opinionOf: (one: T) => string): Disclosed<T> {
  const groups = [...Map.groupBy(people, groupOf)]
    .map(([value, members]) => ({ value, members }))
    .toSorted((one, other) => other.members.length - one.members.length || (one.value < other.value ? -1 : 1))
  const shown = groups.filter(({ members }) => members.length >= FEWEST)
  const hidden = groups.filter(({ members }) => members.length < FEWEST)
  const size = () => hidden.reduce((sum, { members }) => sum + members.length, 0)
  while (hidden.length > 0 && shown.length > 0 && (hidden.length < 2 || size() < FEWEST)) {
    const smallest = shown.pop()
    if (smallest) hidden.push(smallest)
  }
  const rest = hidden.flatMap(({ members }) => members)
  const alike = new Set(rest.map(opinionOf)).size === 1
  if (shown.length === 0 || (hidden.length > 0 && alike)) return { rows: [], rest: [], refused: true }
  return { rows: shown, rest, refused: false }
}
