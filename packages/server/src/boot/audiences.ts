import { pathsOf, residual, type Facts } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import type { RuleCampaign } from '../decisions/rules.ts'
import { isOfCampaign, isServers } from '../decisions/split-audience.ts'

/** A campaign of which only a rule over facts of the page is left. */
export type Folded<T> = T & { audience: Condition }

/**
 * Folds in what the server knows, and leaves out campaigns that cannot match any more. What a rule asks about another campaign stays a
 * question for the page only while that campaign is sent as well: no campaign hears the name of one that this person cannot see.
 */
export function foldAudiences<T extends RuleCampaign>(campaigns: readonly T[], facts: Facts): Folded<T>[] {
  const fold = (one: T, sent: ReadonlySet<string>): Folded<T>[] => {
    const { server, page, mixed } = one.split
    if (!server(facts)) return []
    const rest = residual(mixed, facts, (path) => isServers(path) || (isOfCampaign(path) && !sent.has(path.split('.')[1] ?? '')))
    return rest === false ? [] : [{ ...one, audience: { ...page, ...rest } }]
  }
  let sent = new Set(campaigns.map(({ id }) => id))
  let folded = campaigns.flatMap((one) => fold(one, sent))
  // Each round can only take campaigns away, so this ends.
  while (folded.length < sent.size && folded.some(({ audience }) => pathsOf(audience).some(isOfCampaign))) {
    sent = new Set(folded.map(({ id }) => id))
    folded = folded.flatMap((one) => fold(one, sent))
  }
  return folded
}
