import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import { INTERRUPTION } from '../place.ts'
import type { GateTest } from './gate.ts'

/** The place must be on the page. */
export const slot: GateTest = ({ place }, { page }) => !page || place === INTERRUPTION || page.places.includes(place)

/** Higher priority first, then by id, so that the order is the same on every machine. */
const isBefore = (one: CompiledCampaign['campaign'], other: CompiledCampaign['campaign'] | undefined): boolean =>
  !other || one.priority > other.priority || (one.priority === other.priority && one.id < other.id)

/** Who has each place, by the campaign's id. */
export interface Winners {
  get(place: string): string | undefined
}

/**
 * Who gets each place: what is on the screen keeps it, then the first by priority. An offer that is first gives way to the first
 * campaign that helps to use a feature the account has already.
 */
export function winnersOf(candidates: readonly CompiledCampaign[], { page, facts }: DecisionInput): Winners {
  const firsts = new Map<string, CompiledCampaign>()
  let helps: typeof firsts | undefined
  for (const compiled of candidates) {
    const { place, campaign } = compiled
    const { motion, feature } = campaign
    if (isBefore(campaign, firsts.get(place)?.campaign)) firsts.set(place, compiled)
    if (motion === 'adoption' && feature && facts.feature[feature]) {
      helps ??= new Map()
      if (isBefore(campaign, helps.get(place)?.campaign)) helps.set(place, compiled)
    }
  }
  return {
    get: (place) => {
      const first = firsts.get(place)
      return page?.showing[place] ?? ((first?.selling && helps?.get(place)) || first)?.campaign.id
    },
  }
}
