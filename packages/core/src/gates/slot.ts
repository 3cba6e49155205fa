import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import { INTERRUPTION } from '../place.ts'
import type { GateCheck } from './gate.ts'

/** The place must be on the page. */
export const slot: GateCheck = ({ place }, { page }) =>
  !page || place === INTERRUPTION || page.places.includes(place)
    ? undefined
    : [{ gate: 'slot', code: 'place-missing', actual: page.places, needed: place }]

/** Higher priority first, then by id, so that the order is the same on every machine. */
function byPriority(left: CompiledCampaign, right: CompiledCampaign): number {
  const difference = right.campaign.priority - left.campaign.priority
  return difference || (left.campaign.id < right.campaign.id ? -1 : 1)
}

/** Who gets each place: what is on the screen keeps it, then the first by priority. */
export function winnersOf(candidates: readonly CompiledCampaign[], { page }: DecisionInput): Map<string, string> {
  const winners = new Map(Object.entries(page?.showing ?? {}))
  for (const { place, campaign } of candidates.toSorted(byPriority)) {
    if (!winners.has(place)) winners.set(place, campaign.id)
  }
  return winners
}
