import type { CompiledCampaign } from './compile.ts'
import { pathsOf } from './condition.ts'
import type { Moment } from './decision.ts'

/** Which campaigns something can change, so that only those are decided again. */
export interface CampaignIndex {
  /**
   * Campaigns whose rule or trigger reads one of the facts, each named by the first two steps of its path (`event.Report Exported`,
   * `accountEvent.Report Exported`, `limit.exports`, `feature.analytics`, `campaign.welcome`), and those whose trigger `moment` can fire.
   * Each once. A change of the page, of the time or of traits concerns all of them: decide about all.
   */
  affectedBy(facts: readonly string[], moment?: Moment): CompiledCampaign[]
}

const stem = (path: string): string => path.split('.', 2).join('.')

/** Indexes campaigns by what they read and wait for. */
export function indexCampaigns(campaigns: readonly CompiledCampaign[]): CampaignIndex {
  const readers = new Map<string, CompiledCampaign[]>()
  for (const compiled of campaigns) {
    const { audience, trigger, feature, id } = compiled.campaign
    const keys = [...pathsOf(audience).map(stem), `asked ${id}`]
    if (trigger.on === 'event') keys.push(`event ${trigger.event}`)
    // What cancels is named in the settings, which an index does not have.
    if (trigger.on === 'cancel') keys.push('event ')
    if (trigger.on === 'feature') keys.push(`feature ${trigger.feature}`)
    if (trigger.on === 'limit') keys.push(`limit.${trigger.feature}`)
    if (trigger.on === 'date') keys.push(stem(trigger.path))
    if (feature) keys.push(`feature.${feature}`)
    for (const key of new Set(keys)) {
      const known = readers.get(key)
      if (known) known.push(compiled)
      else readers.set(key, [compiled])
    }
  }
  return {
    affectedBy: (facts, moment) => {
      const found = new Set<CompiledCampaign>()
      const add = (key: string): void => readers.get(key)?.forEach((compiled) => found.add(compiled))
      for (const fact of facts) {
        add(fact)
        // A rule may compare a whole branch.
        add(fact.slice(0, fact.indexOf('.')))
      }
      if (moment?.on === 'event') {
        add(`event ${moment.event}`)
        add('event ')
      } else if (moment?.on === 'feature') add(`feature ${moment.feature}`)
      else if (moment?.on === 'asked') add(`asked ${moment.campaign}`)
      return [...found]
    },
  }
}
