import type { Reason } from '../decision.ts'
import type { GateCheck } from './gate.ts'

/** The moment the author waits for. `load` means any moment; a gate that is on the page counts as touched. */
export const trigger: GateCheck = (compiled, { moment, page }) => {
  const { trigger: wanted } = compiled.campaign
  if (moment.on === 'asked') return moment.campaign === compiled.campaign.id ? undefined : [{ gate: 'trigger', code: 'not-asked' }]
  const refuse = (code: string, actual: unknown, needed: unknown): Reason[] => [{ gate: 'trigger', code, actual, needed }]
  if (wanted.on === 'event') {
    if (moment.on !== 'event' || moment.event !== wanted.event) {
      return refuse('event-not-now', moment.on === 'event' ? moment.event : moment.on, wanted.event)
    }
    if (!compiled.where(moment.properties)) return refuse('properties-not-matched', moment.properties, wanted.where)
  }
  if (wanted.on === 'feature') {
    const touched = moment.on === 'feature' && moment.feature === wanted.feature
    const onPage = page?.places.includes(`gate:${wanted.feature}`) && compiled.campaign.widget.kind === 'gate'
    if (!touched && !onPage) return refuse('feature-not-touched', moment.on === 'feature' ? moment.feature : moment.on, wanted.feature)
  }
  return undefined
}
