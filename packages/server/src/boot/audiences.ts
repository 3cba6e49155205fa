import type { Facts } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import type { RuleCampaign } from '../decisions/rules.ts'
import { askedBy, isOfCampaign, isServers, type Asked } from '../decisions/split-audience.ts'

/** A campaign of which only a rule over facts of the page is left; the page's part of its audience itself where nothing else is. */
export interface Folded {
  readonly one: RuleCampaign
  readonly asked: Asked
}

/**
 * Folds in what the server knows, and leaves out campaigns that cannot match any more. What a rule asks about another campaign stays a
 * question for the page only while that campaign is sent as well: no campaign hears the name of one that this person cannot see.
 */
export function foldAudiences(campaigns: readonly RuleCampaign[], facts: Facts): Folded[] {
  const fold = (all: readonly RuleCampaign[], sent: ReadonlySet<string>): Folded[] => {
    const isKnown = (path: string) => isServers(path) || (isOfCampaign(path) && !sent.has(path.split('.')[1] ?? ''))
    const folded: Folded[] = []
    for (const one of all) {
      const { server, page, mixed } = one.split
      if (!server(facts)) continue
      const rest = mixed === undefined ? NOTHING : mixed(facts, isKnown)
      if (rest !== false) folded.push({ one, asked: rest === NOTHING ? page : askedWith(page, rest) })
    }
    return folded
  }
  let sent = new Set(campaigns.map(({ id }) => id))
  let folded = fold(campaigns, sent)
  // Each round can only take campaigns away, so this ends.
  while (folded.length < sent.size && folded.some(({ asked }) => asked.ofCampaigns)) {
    const left = folded.map(({ one }) => one)
    sent = new Set(left.map(({ id }) => id))
    folded = fold(left, sent)
  }
  return folded
}

const NOTHING: Condition = {}

/** By what is left of a campaign's rule: many people are left with the same. */
const remembered = new WeakMap<Condition, Asked>()

function askedWith(page: Asked, rest: Condition): Asked {
  const known = remembered.get(rest)
  if (known) return known
  const asked = Object.keys(rest).length === 0 ? page : askedBy({ ...page.audience, ...rest })
  remembered.set(rest, asked)
  return asked
}
