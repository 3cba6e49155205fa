import type { Catalog } from '@espalier/core/schema'

type Plan = Catalog['plans'][number]

/** What is subscribed to after choosing `next`: a plan takes the place of the old one, an add-on joins it. */
export function replacePlan(before: readonly Plan[], next: Plan): Plan[] {
  if (next.kind !== 'plan') return [...before.filter((one) => one.id !== next.id), next]
  return [next, ...before.filter((one) => one.kind !== 'plan')]
}
