import type { Boot, BootCampaign, Definitions, Trigger } from '@espalier/core/schema'
import type { RuleCampaign, Rules } from '../decisions/rules.ts'
import type { Asked } from '../decisions/split-audience.ts'
import type { Folded } from './audiences.ts'

/** Campaigns of mixes that are remembered for the rules of a workspace, at most: with their text some megabytes. */
const MOST = 12_000
/** Kinds of one campaign, by trigger and arm, that are remembered at most. */
const MOST_OWN = 64

/** Campaigns that are sent together, and what follows from that: the same for all who are sent the same. Do not change it. */
export interface Mix {
  readonly campaigns: BootCampaign[]
  readonly ids: ReadonlySet<string>
  /** Events that the remaining rules read, as rules name them: the person's, and those of the account. */
  readonly own: ReadonlySet<string>
  readonly account: ReadonlySet<string>
  /** The custom events among them. */
  readonly events: Boot['events']
}

/** What is one account's own about a campaign that it is sent. */
export interface Sent extends Folded {
  readonly trigger: Trigger
  readonly arm: string | undefined
}

interface Remembered {
  readonly mixes: Map<string, Mix>
  campaigns: number
}

const remembered = new WeakMap<Rules, Remembered>()

/** What is sent of these campaigns of `rules`. */
export function mixOf(all: readonly Sent[], rules: Rules): Mix {
  let kept = remembered.get(rules)
  if (!kept) remembered.set(rules, (kept = { mixes: new Map(), campaigns: 0 }))
  const { mixes } = kept
  let key = ''
  for (const { one, asked, trigger, arm } of all) {
    key += asked.number
    key += trigger === one.definition.trigger && arm === undefined ? ' ' : JSON.stringify([trigger, arm])
  }
  const known = mixes.get(key)
  if (known) {
    mixes.delete(key)
    mixes.set(key, known)
    return known
  }
  const mix = mixed(all, rules)
  mixes.set(key, mix)
  kept.campaigns += all.length
  for (const [oldest, { campaigns }] of mixes) {
    if (kept.campaigns <= MOST || mixes.size === 1) break
    mixes.delete(oldest)
    kept.campaigns -= campaigns.length
  }
  return mix
}

function mixed(all: readonly Sent[], { definitions }: Rules): Mix {
  const campaigns = all.map(sentAs)
  const own = new Set(all.flatMap(({ asked }) => asked.reads.own))
  const account = new Set(all.flatMap(({ asked }) => asked.reads.account))
  return {
    campaigns,
    ids: new Set(campaigns.map(({ campaign }) => campaign.id)),
    own,
    account,
    events: eventsRead(definitions, (id) => own.has(id) || account.has(id)),
  }
}

/** Campaigns by what is asked of the page, for those of which the server's part is folded in; shared like what is asked. */
const foldedCampaigns = new WeakMap<Asked, BootCampaign>()
/** By what most are sent of a campaign: what others are sent whose trigger is answered here or who keep an arm. */
const ownCampaigns = new WeakMap<BootCampaign, Map<string, BootCampaign>>()

/** What a page is sent of a campaign: one object for all who are sent the same, because its text is made but once. */
function sentAs({ one, asked, trigger, arm }: Sent): BootCampaign {
  const shared = foldedAs(one, asked)
  const { version, campaign } = shared
  const asIs = trigger === campaign.trigger
  if (asIs && arm === undefined) return shared
  let known = ownCampaigns.get(shared)
  if (!known) ownCampaigns.set(shared, (known = new Map()))
  const key = JSON.stringify([asIs ? null : trigger, arm])
  let own = known.get(key)
  if (own) return own
  own = { version, campaign: asIs ? campaign : { ...campaign, trigger }, ...(arm !== undefined && { assigned: arm }) }
  // Arms that come from outside can be many.
  if (known.size >= MOST_OWN) known.clear()
  known.set(key, own)
  return own
}

function foldedAs({ sent, split }: RuleCampaign, asked: Asked): BootCampaign {
  if (asked === split.page) return sent
  const known = foldedCampaigns.get(asked)
  if (known) return known
  const folded = { version: sent.version, campaign: { ...sent.campaign, audience: asked.audience } }
  foldedCampaigns.set(asked, folded)
  return folded
}

/** Lists of custom events that are remembered at most. */
const MOST_LISTS = 1000
/** By what is defined: lists of custom events by the ids in them. */
const eventLists = new WeakMap<Definitions, Map<string, Boot['events']>>()

/** The custom events that are read: one list for everybody for whom they are the same, because it is compiled where it is used. */
function eventsRead(definitions: Definitions, isRead: (id: string) => boolean): Boot['events'] {
  const read = definitions.events.filter(({ id }) => isRead(id))
  const key = read.map(({ id }) => id).join(' ')
  let lists = eventLists.get(definitions)
  if (!lists) eventLists.set(definitions, (lists = new Map()))
  let list = lists.get(key)
  if (!list) {
    if (lists.size >= MOST_LISTS) lists.clear()
    lists.set(key, (list = read.map(({ id, event, where }) => ({ id, event, where }))))
  }
  return list
}
