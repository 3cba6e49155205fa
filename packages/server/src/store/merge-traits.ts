import type { Traits } from './people.ts'

/** The traits after `next` came in: newer values win, `null` takes a trait away. The same object where nothing changes. */
export function mergeTraits(traits: Traits, next: Traits): Traits {
  if (Object.keys(next).every((name) => traits[name] === (next[name] ?? undefined))) return traits
  return Object.fromEntries(Object.entries({ ...traits, ...next }).filter(([, value]) => value !== null))
}
