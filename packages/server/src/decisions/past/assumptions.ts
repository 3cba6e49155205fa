import { EVENTS } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { World } from '../world/world.ts'
import type { Step } from './visits.ts'

/** A pause of so long ends a visit that is only assumed. Milliseconds. */
const PAUSE = 30 * 60_000

/** Where no page was recorded, as with other libraries: assumes that every place was on the page. */
export interface Assumptions {
  /** What is decided because of an event without a visit. The world takes the event afterwards. */
  take(event: LoggedEvent): Step[]
  sweep(now: number): void
}

/** What assumptions are made of. */
export interface AssumptionParts {
  world: World
  hasViews(person: string): boolean
  takeBoot(event: LoggedEvent): unknown
  takeStep(event: LoggedEvent): Step | undefined
}

interface Assumed {
  visit: string
  asOf: number
  lastAt: number
}

export function createAssumptions({ world, hasViews, takeBoot, takeStep }: AssumptionParts): Assumptions {
  const visits = new Map<string, Assumed>()
  let count = 0

  const open = (event: LoggedEvent): Assumed => {
    const { person, at } = event
    const known = visits.get(person)
    if (known && known.lastAt > at - PAUSE) return known
    const fresh: Assumed = { visit: `assumed-${(count += 1)}`, asOf: at, lastAt: at }
    visits.set(person, fresh)
    takeBoot({ ...event, type: 'track', name: EVENTS.boot, properties: {} })
    return fresh
  }
  const viewOf = (event: LoggedEvent, { asOf }: Assumed): LoggedEvent['properties'] => {
    const { running, settings } = world.rulesAt(event.at)
    const places = [...new Set(running.map(({ compiled }) => compiled.place))]
    const openFor = 1000 * settings.budget.quietFirstSeconds
    return { asOf, openFor, places, visible: places, device: 'desktop', zone: settings.zone, consent: true }
  }

  return {
    take(event) {
      const { type, name, person } = event
      const counts = type === 'page' || type === 'screen' || (type === 'track' && !name.includes(':'))
      if (!counts || person === '' || hasViews(person)) return []
      const first = (visits.get(person)?.lastAt ?? -Infinity) <= event.at - PAUSE
      const assumed = open(event)
      assumed.lastAt = event.at
      const context = { ...event.context, visit: assumed.visit }
      const steps: (Step | undefined)[] = []
      if (first || type !== 'track') {
        steps.push(takeStep({ ...event, type: 'track', name: EVENTS.view, properties: viewOf(event, assumed), context, seq: 0 }))
      }
      if (type === 'track') steps.push(takeStep({ ...event, context, seq: 1 }))
      return steps.flatMap((step) => step ?? [])
    },
    sweep(now) {
      for (const [person, { lastAt }] of visits) if (lastAt < now - PAUSE) visits.delete(person)
    },
  }
}
