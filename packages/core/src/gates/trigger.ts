import type { CompiledCampaign } from '../compile.ts'
import type { Moment } from '../decision.ts'
import { INTERRUPTION } from '../place.ts'
import type { GateTest } from './gate.ts'

/**
 * What the author waits for, of all that a page can see. `load` means any moment; states (a limit, a page, what is visible) hold for as
 * long as they last. What depends on the page is open without one. `code` waits for being asked, as every campaign may be.
 */
export const trigger: GateTest = ({ campaign, place, where, onPath }, { moment, page, facts }) => {
  const { trigger: wanted, id, widget } = campaign
  if (moment.on === 'asked') return moment.campaign === id
  switch (wanted.on) {
    case 'load':
      return true
    case 'event':
      return moment.on === 'event' && moment.event === wanted.event && !wanted.delaySeconds && where(moment.properties)
    case 'limit':
      return Number(facts.limit[wanted.feature]?.ratio) >= wanted.ratio
    case 'feature':
      return (
        (moment.on === 'feature' && moment.feature === wanted.feature) ||
        (widget.kind === 'gate' && (!page || page.places.includes(`gate:${wanted.feature}`)))
      )
    case 'visible':
      return !page?.visible || place === INTERRUPTION || page.visible.includes(place)
    case 'page':
      return !page || onPath(facts.page?.['path'])
    default:
      return false
  }
}

/** The seconds after which `moment` is due, where the campaign waits for that event with a delay. Undefined for all others. */
export function delayOf({ campaign: { trigger: wanted }, where }: CompiledCampaign, moment: Moment): number | undefined {
  return wanted.on === 'event' && moment.on === 'event' && moment.event === wanted.event && where(moment.properties)
    ? wanted.delaySeconds
    : undefined
}
