import type { Reason } from '../decision.ts'
import { anyTrigger } from '../gates/folded.ts'
import { readPath } from '../path.ts'
import { type Detail, reasonOf, type Why } from './reason.ts'

/** Why the trigger did not fire. */
export const whyTrigger: Why = (compiled, input) => {
  if (anyTrigger(compiled, input)) return []
  const { campaign, place, where } = compiled
  const { moment, facts, settings, now, armed, page } = input
  const { trigger: wanted, id } = campaign
  const actual = moment.on === 'event' ? moment.event : moment.on === 'feature' ? moment.feature : moment.on
  const because = (code: string, detail: Detail): Reason[] => [reasonOf('trigger', code, detail)]
  if (moment.on === 'asked') return because('not-asked', { actual, needed: id })
  switch (wanted.on) {
    case 'event': {
      const { event, delaySeconds = 0 } = wanted
      if (moment.on !== 'event' || moment.event !== event) return because('event-not-now', { actual, needed: event })
      if (!where(moment.properties)) return because('properties-not-matched', { actual: moment.properties, needed: wanted.where })
      return because('delayed', { actual: 0, needed: delaySeconds, until: now + delaySeconds * 1000 })
    }
    case 'cancel':
      return because('not-cancelling', { actual, needed: settings.cancelEvent })
    case 'limit': {
      const { feature, ratio } = wanted
      return because('limit-not-reached', { actual: facts.limit[feature]?.ratio, needed: ratio, path: `limit.${feature}.ratio` })
    }
    case 'server':
      return because('not-armed', { actual: armed?.[id], needed: wanted.event })
    case 'date': {
      const { path, from, until } = wanted
      return because('not-due', { actual: readPath(facts, path), needed: [from, until], path })
    }
    case 'feature':
      return because('feature-not-touched', { actual, needed: wanted.feature })
    case 'visible':
      return because('not-visible', { actual: page?.visible, needed: place })
    case 'page':
      return because('other-page', { actual: facts.page?.['path'], needed: wanted.path, path: 'page.path' })
    default:
      return because('not-asked', { actual, needed: id })
  }
}
