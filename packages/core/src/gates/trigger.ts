import type { CompiledCampaign } from '../compile.ts'
import type { Moment } from '../decision.ts'
import type { GateTest } from './gate.ts'

/**
 * What the author waits for, of all that a page can see. `load` means any moment; states (a limit, a page, what is visible) hold for as
 * long as they last. What depends on the page is open without one. `code` waits for being asked, as every campaign may be.
 */
export const trigger: GateTest = ({ campaign, where, holds }, input) => {
  const { trigger: wanted, id, widget } = campaign
  const { moment, page } = input
  if (moment.on === 'asked') return moment.campaign === id
  if (wanted.on === 'event')
    return moment.on === 'event' && moment.event === wanted.event && !wanted.delaySeconds && where(moment.properties)
  if (wanted.on !== 'feature') return holds(input)
  return (
    (moment.on === 'feature' && moment.feature === wanted.feature) ||
    (widget.kind === 'gate' && (!page || page.places.includes(`gate:${wanted.feature}`)))
  )
}

/** The seconds after which `moment` is due, where the campaign waits for that event with a delay. Undefined for all others. */
export function delayOf({ campaign: { trigger: wanted }, where }: CompiledCampaign, moment: Moment): number | undefined {
  return wanted.on === 'event' && moment.on === 'event' && moment.event === wanted.event && where(moment.properties)
    ? wanted.delaySeconds
    : undefined
}
