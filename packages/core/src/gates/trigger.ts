import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput, Moment, Reason } from '../decision.ts'
import { readPath } from '../path.ts'
import { INTERRUPTION } from '../place.ts'
import { zonedTime } from '../zone.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000

type Refusal = [code: string, actual: unknown, needed: unknown, path?: string]

/** What the author waits for. `load` means any moment; states (a limit, a page, what is visible, a date) hold for as long as they last. */
export const trigger: GateCheck = (compiled, input) => {
  const refusal = refusalOf(compiled, input)
  if (!refusal) return undefined
  const [code, actual, needed, path] = refusal
  const reason: Reason = { gate: 'trigger', code, actual, needed }
  if (path) reason.path = path
  return [reason]
}

/** The seconds after which `moment` is due, where the campaign waits for that event with a delay. Undefined for all others. */
export function delayOf({ campaign: { trigger: wanted }, where }: CompiledCampaign, moment: Moment): number | undefined {
  return wanted.on === 'event' && moment.on === 'event' && moment.event === wanted.event && where(moment.properties)
    ? wanted.delaySeconds
    : undefined
}

function refusalOf(compiled: CompiledCampaign, { moment, page, facts, settings, armed, now }: DecisionInput): Refusal | undefined {
  const { campaign, place, where, onPath } = compiled
  const { trigger: wanted, id, widget } = campaign
  const { on } = wanted
  if (moment.on === 'asked') return moment.campaign === id ? undefined : ['not-asked', moment.campaign, id]
  if (on === 'load') return undefined
  if (on === 'code') return ['not-asked', moment.on, id]
  if (on === 'event' || on === 'cancel') {
    const event = on === 'event' ? wanted.event : settings.cancelEvent
    if (moment.on !== 'event' || moment.event !== event) return ['event-not-now', moment.on === 'event' ? moment.event : moment.on, event]
    if (on === 'cancel') return undefined
    if (!where(moment.properties)) return ['properties-not-matched', moment.properties, wanted.where]
    return wanted.delaySeconds ? ['delayed', 0, wanted.delaySeconds] : undefined
  }
  if (on === 'limit') {
    const ratio = facts.limit[wanted.feature]?.ratio
    return Number(ratio) >= wanted.ratio ? undefined : ['limit-below', ratio, wanted.ratio, `limit.${wanted.feature}.ratio`]
  }
  if (on === 'server') {
    const at = armed?.[id]
    return at !== undefined && now < at + wanted.days * DAY ? undefined : ['not-armed', at, wanted.event]
  }
  if (on === 'date') {
    const value = readPath(facts, wanted.path)
    const days = daysAfter(value, settings.zone, now)
    return days >= wanted.from && days < wanted.until ? undefined : ['not-in-days', value, [wanted.from, wanted.until], wanted.path]
  }
  // What depends on the page is open without one.
  if (on === 'feature') {
    if (moment.on === 'feature' && moment.feature === wanted.feature) return undefined
    if (widget.kind === 'gate' && (!page || page.places.includes(`gate:${wanted.feature}`))) return undefined
    return ['feature-not-touched', moment.on === 'feature' ? moment.feature : moment.on, wanted.feature]
  }
  if (!page) return undefined
  if (on === 'visible')
    return place === INTERRUPTION || (page.visible ?? [place]).includes(place) ? undefined : ['not-visible', page.visible, place]
  return onPath(facts.page?.['path']) ? undefined : ['other-page', facts.page?.['path'], wanted.path, 'page.path']
}

/** Days on the calendar of a zone from a date to now; negative before it. Not a number where there is no date. */
function daysAfter(value: unknown, zone: string, now: number): number {
  if (typeof value !== 'string') return Number.NaN
  const at = Date.parse(value)
  if (Number.isNaN(at)) return at
  const day = (wall: number): number => Math.floor(wall / DAY)
  // A date without a time is that day wherever one is.
  return day(zonedTime(now, zone).wall) - day(value.length > 10 ? zonedTime(at, zone).wall : at)
}
