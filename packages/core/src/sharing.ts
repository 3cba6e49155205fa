import { compilePath } from './path.ts'

/** Reads facts. */
type Asking<T> = (facts: object) => T

/**
 * Tests and paths that many conditions share: one that stands in several of them is made once, and answered once for the same facts.
 * Facts must then not change in place: what changed is another object.
 */
export interface SharedTests {
  /** How many different tests there are. */
  readonly size: number
  /** The test of a name; the first time, `make` makes it. */
  share(name: string, make: () => Asking<boolean>): Asking<boolean>
  /** Reads a path. Rules ask about few paths, and about each of them often. */
  read(path: string): Asking<unknown>
}

/** Begins to share. */
export function shareTests(): SharedTests {
  const tests = new Map<string, Asking<boolean>>()
  const reads = new Map<string, Asking<unknown>>()
  return {
    get size() {
      return tests.size
    },
    share: (name, make) => shareOf(tests, name, make),
    read: (path) => shareOf(reads, path, () => compilePath(path, (value) => value)),
  }
}

function shareOf<T>(known: Map<string, Asking<T>>, name: string, make: () => Asking<T>): Asking<T> {
  let once = known.get(name)
  if (once) return once
  const ask = make()
  let last: object | undefined
  let answer: T
  once = (facts) => {
    if (facts !== last) {
      answer = ask(facts)
      last = facts
    }
    return answer
  }
  known.set(name, once)
  return once
}
