import type { CompiledCampaign } from '../compile.ts'
import type { Moment } from '../decision.ts'
import { readPath } from '../path.ts'
import { INTERRUPTION } from '../place.ts'
import { zonedTime } from '../zone.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

/**
 * What the author waits for. `load` means any moment; states (a limit, a page, what is visible, a date) hold for as long as they last.
 * What depends on the page is open without one.
 */
export const trigger: GateCheck = (compiled, { moment, page, facts, settings, armed, now }, refuse) => {
  const { campaign, place, where, onPath } = compiled
  const { trigger: wanted, id, widget } = campaign
  const { on } = wanted
  if (on === 'load' && moment.on !== 'asked') return
  const happened = moment.on === 'event' ? moment.event : moment.on === 'feature' ? moment.feature : moment.on
  if (moment.on === 'asked' || on === 'code') {
    if (moment.on !== 'asked' || moment.campaign !== id) refuse('not-asked', happened, id)
  } else if (on === 'event' || on === 'cancel') {
    const event = on === 'event' ? wanted.event : settings.cancelEvent
    if (moment.on !== 'event' || event !== happened) refuse(on === 'event' ? 'event-not-now' : 'not-cancelling', happened, event)
    else if (on === 'event' && !where(moment.properties)) refuse('properties-not-matched', moment.properties, wanted.where)
    else if (on === 'event' && wanted.delaySeconds) refuse('delayed', 0, wanted.delaySeconds, now + wanted.delaySeconds * 1000)
  } else if (on === 'limit') {
    const ratio = facts.limit[wanted.feature]?.ratio
    if (!(Number(ratio) >= wanted.ratio)) refuse('limit-not-reached', ratio, wanted.ratio, undefined, `limit.${wanted.feature}.ratio`)
  } else if (on === 'server') {
    const at = armed?.[id] ?? -Infinity
    if (now >= at + wanted.days * DAY) refuse('not-armed', armed?.[id], wanted.event)
  } else if (on === 'date') {
    const value = readPath(facts, wanted.path)
    const days = daysAfter(`${value as string}`, settings.zone, now)
    if (!(days >= wanted.from && days < wanted.until)) refuse('not-due', value, [wanted.from, wanted.until], undefined, wanted.path)
  } else if (on === 'feature') {
    const here = widget.kind === 'gate' && (!page || page.places.includes(`gate:${wanted.feature}`))
    if (!here && (moment.on !== 'feature' || happened !== wanted.feature)) refuse('feature-not-touched', happened, wanted.feature)
  } else if (on === 'visible') {
    if (page?.visible && place !== INTERRUPTION && !page.visible.includes(place)) refuse('not-visible', page.visible, place)
  } else if (on === 'page') {
    const path = facts.page?.['path']
    if (page && !onPath(path)) refuse('other-page', path, wanted.path, undefined, 'page.path')
  }
}

/** The seconds after which `moment` is due, where the campaign waits for that event with a delay. Undefined for all others. */
export function delayOf({ campaign: { trigger: wanted }, where }: CompiledCampaign, moment: Moment): number | undefined {
  return wanted.on === 'event' && moment.on === 'event' && moment.event === wanted.event && where(moment.properties)
    ? wanted.delaySeconds
    : undefined
}

/** Days on the calendar of a zone from a date to now; negative before it. Not a number where there is no date. */
function daysAfter(date: string, zone: string, now: number): number {
  const day = (wall: number): number => Math.floor(wall / DAY)
  const at = Date.parse(date)
  // A date without a time is that day wherever one is.
  return at && day(zonedTime(now, zone).wall) - day(date.length > 10 ? zonedTime(at, zone).wall : at)
}
