import type { CompiledCampaign } from '../compile.ts'
import type { Moment } from '../decision.ts'
import type { GateTest } from './gate.ts'

/** True where the campaign was asked for, or waits for this very event or this feature. */
export function waitsFor({ campaign: { id, trigger: wanted } }: CompiledCampaign, moment: Moment): boolean {
  if (moment.on === 'asked') return moment.campaign === id
  if (moment.on === 'event') return wanted.on === 'event' && wanted.event === moment.event
  return wanted.on === 'feature' && moment.on === 'feature' && wanted.feature === moment.feature
}

/**
 * What the author waits for, of all that a page can see. `load` means any moment; states (a limit, a page, what is visible) hold for as
 * long as they last. What depends on the page is open without one. `code` waits for being asked, as every campaign may be.
 */
export const trigger: GateTest = (compiled, input) => {
  const { trigger: wanted, widget } = compiled.campaign
  const { moment, page } = input
  const now = waitsFor(compiled, moment)
  if (moment.on === 'asked') return now
  if (wanted.on === 'event') return now && moment.on === 'event' && !wanted.delaySeconds && compiled.where(moment.properties)
  if (wanted.on !== 'feature') return compiled.holds(input)
  return now || (widget.kind === 'gate' && (!page || page.places.includes(`gate:${wanted.feature}`)))
}

/** The seconds after which `moment` is due, where the campaign waits for that event with a delay. Undefined for all others. */
export function delayOf(compiled: CompiledCampaign, moment: Moment): number | undefined {
  const { trigger: wanted } = compiled.campaign
  return wanted.on === 'event' && moment.on === 'event' && waitsFor(compiled, moment) && compiled.where(moment.properties)
    ? wanted.delaySeconds
    : undefined
}
