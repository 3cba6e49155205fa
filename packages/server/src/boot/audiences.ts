import { pathsOf, residual, type Facts } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import type { RuleCampaign } from '../decisions/rules.ts'
import { isOfCampaign, isServers } from '../decisions/split-audience.ts'

/** A campaign of which only a rule over facts of the page is left; the page's part of its audience itself where nothing else is. */
export interface Folded {
  readonly one: RuleCampaign
  readonly audience: Condition
}

/**
 * Folds in what the server knows, and leaves out campaigns that cannot match any more. What a rule asks about another campaign stays a
 * question for the page only while that campaign is sent as well: no campaign hears the name of one that this person cannot see.
 */
export function foldAudiences(campaigns: readonly RuleCampaign[], facts: Facts): Folded[] {
  const fold = (all: readonly RuleCampaign[], sent: ReadonlySet<string>): Folded[] => {
    const folded: Folded[] = []
    for (const one of all) {
      const { server, page, mixed } = one.split
      if (!server(facts)) continue
      const rest =
        mixed === undefined
          ? NOTHING
          : residual(mixed, facts, (path) => isServers(path) || (isOfCampaign(path) && !sent.has(path.split('.')[1] ?? '')))
      if (rest === false) continue
      folded.push({ one, audience: Object.keys(rest).length === 0 ? page : { ...page, ...rest } })
    }
    return folded
  }
  const asksOfCampaigns = ({ one, audience }: Folded) => audience !== one.split.page && pathsOf(audience).some(isOfCampaign)
  let sent = new Set(campaigns.map(({ id }) => id))
  let folded = fold(campaigns, sent)
  // Each round can only take campaigns away, so this ends.
  while (folded.length < sent.size && folded.some(asksOfCampaigns)) {
    const left = folded.map(({ one }) => one)
    sent = new Set(left.map(({ id }) => id))
    folded = fold(left, sent)
  }
  return folded
}

const NOTHING: Condition = {}
