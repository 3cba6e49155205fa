import { pathsOf, residual, type Facts } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import type { RuleCampaign } from '../decisions/rules.ts'

/** Facts that the server knows better than the page: conditions over them are answered here, and never sent. */
const SERVER_ROOTS: ReadonlySet<string> = new Set(['user', 'account', 'plan', 'health', 'feature', 'segment'])
/** What became of campaigns: the page knows it of the campaigns that it has, and of no others. */
const CAMPAIGN_ROOTS: ReadonlySet<string> = new Set(['campaign', 'survey'])

/** A campaign of which only a rule over facts of the page is left. */
export type Folded<T> = T & { audience: Condition }

/**
 * Folds in what the server knows, and leaves out campaigns that cannot match any more. What a rule asks about another campaign stays a
 * question for the page only while that campaign is sent as well: no campaign hears the name of one that this person cannot see.
 */
export function foldAudiences<T extends RuleCampaign>(campaigns: readonly T[], facts: Facts): Folded<T>[] {
  const fold = (one: T, sent: ReadonlySet<string>): Folded<T>[] => {
    const isKnown = (path: string) => {
      const [root = '', name = ''] = path.split('.', 2)
      return SERVER_ROOTS.has(root) || (CAMPAIGN_ROOTS.has(root) && !sent.has(name))
    }
    const audience = residual(one.definition.audience, facts, isKnown)
    return audience === false ? [] : [{ ...one, audience }]
  }
  let sent = new Set(campaigns.map(({ id }) => id))
  let folded = campaigns.flatMap((one) => fold(one, sent))
  // Each round can only take campaigns away, so this ends.
  while (folded.length < sent.size && folded.some(({ audience }) => namesAnother(audience))) {
    sent = new Set(folded.map(({ id }) => id))
    folded = folded.flatMap((one) => fold(one, sent))
  }
  return folded
}

function namesAnother(audience: Condition): boolean {
  return pathsOf(audience).some((path) => CAMPAIGN_ROOTS.has(path.split('.', 1)[0] ?? ''))
}
