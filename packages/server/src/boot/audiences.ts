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
  const fold = (all: readonly RuleCampaign[]): Folded[] => {
    let sent: ReadonlySet<string> | undefined
    const isSent = (id: string) => (sent ??= new Set(all.map((one) => one.id))).has(id)
    const isKnown = (path: string) => isServers(path) || (isOfCampaign(path) && !isSent(path.split('.')[1] ?? ''))
    const folded: Folded[] = []
    for (const one of all) {
      const { server, page, mixed } = one.split
      if (!server(facts)) continue
      const rest = mixed === undefined ? NOTHING : mixed(facts, isKnown)
      if (rest !== false) folded.push({ one, asked: rest === NOTHING ? page : askedWith(page, rest) })
    }
    return folded
  }
  let left = campaigns
  let folded = fold(left)
  // Each round can only take campaigns away, so this ends.
  while (folded.length < left.length && folded.some(({ asked }) => asked.ofCampaigns)) {
    left = folded.map(({ one }) => one)
    folded = fold(left)
  }
  return folded
}

const NOTHING: Condition = {}

/** By what is left of a part that several campaigns may have, and by the rest of each: many people are left with the same. */
const remembered = new WeakMap<Condition, Map<Asked, Asked>>()

function askedWith(page: Asked, rest: Condition): Asked {
  let known = remembered.get(rest)
  if (!known) remembered.set(rest, (known = new Map()))
  let asked = known.get(page)
  if (!asked) known.set(page, (asked = Object.keys(rest).length === 0 ? page : askedBy({ ...page.audience, ...rest })))
  return asked
}
