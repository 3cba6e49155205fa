import { pathsOf } from '@espalier/core'
import type { Condition, Definitions } from '@espalier/core/schema'

/** The two lists of definitions. */
export type List = 'segments' | 'events'

/** Something whose rule may name a definition. */
export interface User {
  id: string
  name: string
  audience: Condition
}

/** Campaigns whose audience asks about a definition, by itself or through a segment, and the segments that do. */
export function usedBy<C extends User>(
  list: List,
  id: string,
  campaigns: readonly C[],
  { segments }: Definitions,
): { campaigns: C[]; segments: Definitions['segments'] } {
  const within = list === 'events' ? segments.filter((one) => names(one.audience, list, id)) : []
  const through = new Set(within.map((one) => one.id))
  return {
    campaigns: campaigns.filter(
      (one) => names(one.audience, list, id) || [...through].some((segment) => names(one.audience, 'segments', segment)),
    ),
    segments: within,
  }
}

function names(condition: Condition, list: List, id: string): boolean {
  return pathsOf(condition).some((path) =>
    list === 'segments' ? path === `segment.${id}` : path.startsWith(`event.${id}.`) || path.startsWith(`accountEvent.${id}.`),
  )
}
