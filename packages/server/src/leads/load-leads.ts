import type { Lead } from '@espalier/core/schema'
import type { Credit } from '../attribution/credit.ts'
import { allCredits } from '../results/credits.ts'
import { resultsOf } from '../results/memory.ts'
import { latestOf } from '../store/billing.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { LeadWord, Passed } from '../store/leads.ts'
import type { Store } from '../store/store.ts'

/** A lead as it stands. Times are epoch milliseconds. */
export interface StandingLead extends Passed, Pick<Lead, 'state' | 'by' | 'author' | 'reason'> {
  since: number
  /** People took it up, or it was won, whatever became of it since; not where they took that back. */
  taken: boolean
  /** When and by what billing won it, whatever people said. */
  paid?: { at: number; by: 'billing' | 'order' }
}

/** All leads, and the campaigns that pass them. */
export interface LoadedLeads {
  passing: LiveCampaign[]
  /** Oldest first. */
  leads: StandingLead[]
}

/**
 * An account becomes a lead when somebody of it first accepts a campaign that passes leads. It is won where people say so, or after that
 * moment the ledger shows growth that is credited to this campaign and was not taken back, or a conversion with money names it. What
 * people say outranks billing, but for `accepted`, after which it can still be won.
 * @param credits of all accounts, where they are known already
 */
export async function loadLeads(store: Store, credits?: readonly Credit[]): Promise<LoadedLeads> {
  const passing = (await store.campaigns.live()).filter(({ definition }) => definition.lead === true)
  if (passing.length === 0) return { passing, leads: [] }
  const ids = passing.map(({ id }) => id)
  const passed = await store.leads.passed(ids)
  const said = new Map((await store.leads.words()).map((word) => [keyOf(word), word]))
  const taken = takenOf(await store.leads.states())
  const orders = Map.groupBy(await store.leads.orders(ids), keyOf)
  const grown = Map.groupBy(
    (credits ?? allCredits(await resultsOf(store))).filter((one) => !one.heldOut && one.reversed < one.credited),
    ({ campaign, movement }) => keyOf({ campaign, account: movement.account }),
  )
  return {
    passing,
    leads: passed.map((one) => {
      const key = keyOf(one)
      const paid = (grown.get(key) ?? []).map(({ movement }) => ({ at: movement.at, by: 'billing' as const }))
      const told = (orders.get(key) ?? []).map(({ at }) => ({ at, by: 'order' as const }))
      const won = [...paid, ...told].filter(({ at }) => latestOf(at) >= one.at).toSorted((first, second) => first.at - second.at)[0]
      const standing = standingOf(one, said.get(key), won)
      return { ...one, ...standing, taken: isTaken(standing.state) || taken.has(key), ...(won && { paid: won }) }
    }),
  }
}

function isTaken(state: string | null): boolean {
  return state === 'accepted' || state === 'won'
}

/** Leads that were taken up at some time since they were new last. */
function takenOf(states: Awaited<ReturnType<Store['leads']['states']>>): ReadonlySet<string> {
  const taken = new Set<string>()
  for (const { before, after, ...lead } of states) {
    const key = keyOf(lead)
    if (isTaken(before) || isTaken(after)) taken.add(key)
    if (after === 'new') taken.delete(key)
  }
  return taken
}

function standingOf(
  passed: Passed,
  word: LeadWord | undefined,
  won: { at: number; by: 'billing' | 'order' } | undefined,
): Pick<StandingLead, 'state' | 'since' | 'by' | 'author' | 'reason'> {
  if (word && (word.said !== 'accepted' || !won)) {
    const { said, at, author, reason } = word
    return { state: said, since: at, by: 'people', author, ...(reason !== undefined && { reason }) }
  }
  return won ? { state: 'won', since: won.at, by: won.by } : { state: 'new', since: passed.at, by: null }
}

function keyOf({ campaign, account }: { campaign: string; account: string }): string {
  return JSON.stringify([campaign, account])
}
