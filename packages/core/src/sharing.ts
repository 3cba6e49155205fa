import type { Test } from './condition.ts'

/**
 * Tests that many conditions share: one that stands in several of them is made once, and answered once for the same facts. Facts must
 * then not change in place: what changed is another object.
 */
export interface SharedTests {
  /** How many different tests there are. */
  readonly size: number
  /** The test of a name; the first time, `make` makes it. */
  share(name: string, make: () => Test): Test
}

/** Begins to share. */
export function shareTests(): SharedTests {
  const known = new Map<string, Test>()
  return {
    get size() {
      return known.size
    },
    share: (name, make) => {
      let once = known.get(name)
      if (once) return once
      const test = make()
      let last: object | undefined
      let answer = false
      once = (facts) => {
        if (facts !== last) {
          answer = test(facts)
          last = facts
        }
        return answer
      }
      known.set(name, once)
      return once
    },
  }
}
