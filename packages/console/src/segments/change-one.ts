import type { Definitions } from '@espalier/core/schema'
import { same } from '../meanwhile/take-over.ts'
import type { List } from './used-by.ts'

/** A segment or a counted event, by its list and its id. */
export interface Which {
  list: List
  id: string
}

/** `definitions` with this one as it is in `from`: written anew, replaced, or taken away. The others stay. */
export function changeOne(definitions: Definitions, { list, id }: Which, from: Definitions): Definitions {
  const all: readonly { id: string }[] = definitions[list]
  const one = from[list].find((each) => each.id === id)
  const known = all.some((each) => each.id === id)
  const rest = one === undefined ? all.filter((each) => each.id !== id) : all.map((each) => (each.id === id ? one : each))
  return { ...definitions, [list]: one === undefined || known ? rest : [...rest, one] }
}

/** Whether this one is the same in both. */
export function sameOne({ list, id }: Which, one: Definitions, other: Definitions): boolean {
  const [its, others] = [one, other].map((each) => each[list].find((definition) => definition.id === id))
  return same(its, others)
}
