import type { Traits } from './people.ts'

/** The traits after `next` came in: newer values win, `null` takes a trait away. */
export function mergeTraits(traits: Traits, next: Traits): Traits {
  return Object.fromEntries(Object.entries({ ...traits, ...next }).filter(([, value]) => value !== null))
}
