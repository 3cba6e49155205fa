import { inCreditOrder, type Credit } from '../attribution/credit.ts'
import type { Results } from './results.ts'

interface Listed {
  revision: number
  all: readonly Credit[]
  /** Those that name a campaign, by campaign. */
  byCampaign: Map<string, readonly Credit[]>
}

const listed = new WeakMap<Results, Listed>()

/** All credits, oldest first; put together again only when something changed. Nobody may change what is answered. */
export function allCredits(results: Results): readonly Credit[] {
  return listOf(results).all
}

/** The credits that name a campaign, of accounts that met it, oldest first. */
export function creditsNaming(results: Results, campaign: string): readonly Credit[] {
  const met = results.met.get(campaign)
  return (listOf(results).byCampaign.get(campaign) ?? []).filter(({ movement: { account } }) => met?.has(results.numberOf(account) ?? -1))
}

/** Whether an account that met a campaign bought something since a time of which it still pays some. */
export function stillPays(results: Results, account: string, since: number): boolean {
  const number = results.numberOf(account)
  return number !== undefined && (results.growing.get(number)?.standingSince ?? -Infinity) >= since
}

function listOf(results: Results): Listed {
  const known = listed.get(results)
  if (known?.revision === results.revision) return known
  const all = inCreditOrder([...results.growing.values()].flatMap(({ credits }) => credits))
  const fresh = { revision: results.revision, all, byCampaign: Map.groupBy(all, ({ campaign }) => campaign) }
  listed.set(results, fresh)
  return fresh
}
