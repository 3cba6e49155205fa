import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import { INTERRUPTION } from '../place.ts'
import type { GateTest } from './gate.ts'

/** The place must be on the page. */
export const slot: GateTest = ({ place }, { page }) => !page || place === INTERRUPTION || page.places.includes(place)

/** Higher priority first, then by id, so that the order is the same on every machine. */
function byPriority(left: CompiledCampaign, right: CompiledCampaign): number {
  const difference = right.campaign.priority - left.campaign.priority
  return difference || (left.campaign.id < right.campaign.id ? -1 : 1)
}

/**
 * Who gets each place: what is on the screen keeps it, then the first by priority. An offer that is first gives way to the first
 * campaign that helps to use a feature the account has already.
 */
export function winnersOf(candidates: readonly CompiledCampaign[], { page, facts }: DecisionInput): Map<string, string> {
  const winners = new Map(Object.entries(page?.showing ?? {}))
  const ranked = candidates.toSorted(byPriority)
  const helps = ({ campaign: { motion, feature } }: CompiledCampaign): boolean =>
    motion === 'adoption' && feature !== undefined && facts.feature[feature] === true
  for (const first of ranked) {
    const { place, selling, campaign } = first
    if (winners.has(place)) continue
    const help = selling ? ranked.find((one) => one.place === place && helps(one)) : undefined
    winners.set(place, (help?.campaign ?? campaign).id)
  }
  return winners
}
