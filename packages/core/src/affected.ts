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
  affectedBy(facts: readonly string[], moment?: Moment): readonly CompiledCampaign[]
}

const stem = (path: string): string => path.split('.', 2).join('.')

type Readers = Map<string, CompiledCampaign[]>

const NONE: readonly CompiledCampaign[] = []

/** Indexes campaigns by what they read and wait for. */
export function indexCampaigns(campaigns: readonly CompiledCampaign[]): CampaignIndex {
  const byFact: Readers = new Map()
  const byEvent: Readers = new Map()
  const byFeature: Readers = new Map()
  const byId: Readers = new Map()
  // A rule may compare a whole branch.
  let branches = false
  const add = (readers: Readers, key: string, compiled: CompiledCampaign): void => {
    const known = readers.get(key)
    if (!known) readers.set(key, [compiled])
    else if (known.at(-1) !== compiled) known.push(compiled)
  }
  for (const compiled of campaigns) {
    const { audience, trigger, feature, id } = compiled.campaign
    add(byId, id, compiled)
    if (trigger.on === 'event') add(byEvent, trigger.event, compiled)
    // What cancels is named in the settings, which an index does not have.
    if (trigger.on === 'cancel') add(byEvent, '', compiled)
    if (trigger.on === 'feature') add(byFeature, trigger.feature, compiled)
    const facts = pathsOf(audience).map(stem)
    if (trigger.on === 'limit') facts.push(`limit.${trigger.feature}`)
    if (trigger.on === 'date') facts.push(stem(trigger.path))
    if (feature) facts.push(`feature.${feature}`)
    for (const fact of facts) {
      branches ||= !fact.includes('.')
      add(byFact, fact, compiled)
    }
  }
  return {
    affectedBy: (facts, moment) => {
      let found: readonly CompiledCampaign[] = NONE
      let own: CompiledCampaign[] | undefined
      // A page asks after every event: a list is made only where two are to be joined.
      const find = (readers: Readers, key: string): void => {
        const more = readers.get(key)
        if (!more) return
        if (found.length === 0) {
          found = more
          return
        }
        if (!own) found = own = found.slice()
        for (const one of more) if (!own.includes(one)) own.push(one)
      }
      for (const fact of facts) {
        find(byFact, fact)
        if (branches) find(byFact, fact.slice(0, fact.indexOf('.')))
      }
      if (moment?.on === 'event') {
        find(byEvent, moment.event)
        find(byEvent, '')
      } else if (moment?.on === 'feature') find(byFeature, moment.feature)
      else if (moment?.on === 'asked') find(byId, moment.campaign)
      return found
    },
  }
}
