import { EVENTS } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { World } from '../world/world.ts'
import { ANSWERED } from './outcomes.ts'
import type { Step } from './visits.ts'

/** A pause of so long ends a visit that is only assumed. Milliseconds. */
const PAUSE = 30 * 60_000
/** An answer that comes so much later is still one to what its visit showed. Milliseconds. */
const KEPT = 2 * 3_600_000

/** Where no page was recorded, as with other libraries: assumes that every place was on the page. */
export interface Assumptions {
  /** What is decided because of an event without a visit. The world takes the event afterwards. */
  take(event: LoggedEvent): Step[]
  /** The event as a page of the last visit that was assumed for its person would have recorded it; undefined where there is none. */
  within(event: LoggedEvent): LoggedEvent | undefined
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
  /** Order of the next event. */
  seq: number
}

export function createAssumptions({ world, hasViews, takeBoot, takeStep }: AssumptionParts): Assumptions {
  const visits = new Map<string, Assumed>()
  let count = 0

  const open = (event: LoggedEvent): Assumed => {
    const { person, at } = event
    const fresh: Assumed = { visit: `assumed-${(count += 1)}`, asOf: at, lastAt: at, seq: 0 }
    visits.set(person, fresh)
    takeBoot({ ...event, type: 'track', name: EVENTS.boot, properties: {} })
    return fresh
  }
  const isOpen = ({ lastAt }: Assumed, at: number): boolean => lastAt > at - PAUSE
  const into = (event: LoggedEvent, { visit, seq }: Assumed): LoggedEvent => ({ ...event, context: { ...event.context, visit }, seq })
  const viewOf = (event: LoggedEvent, { asOf }: Assumed): LoggedEvent['properties'] => {
    const { running, settings } = world.rulesAt(event.at)
    const places = [...new Set(running.map(({ compiled }) => compiled.place))]
    const openFor = 1000 * settings.budget.quietFirstSeconds
    return { asOf, openFor, places, visible: places, device: 'desktop', zone: settings.zone, consent: true }
  }

  return {
    take(event) {
      const { type, name, person, at } = event
      if (person === '' || hasViews(person)) return []
      const known = visits.get(person)
      const going = known && isOpen(known, at) ? known : undefined
      const told = type === 'track' && name.includes(':')
      // What was done with a widget belongs to the page that it is on.
      const counts = told
        ? going && (ANSWERED.has(name) || name === EVENTS.asked)
        : type === 'track' || type === 'page' || type === 'screen'
      if (!counts) return []
      const assumed = going ?? open(event)
      assumed.lastAt = at
      const steps: (Step | undefined)[] = []
      if (!going || type !== 'track') {
        assumed.seq = 0
        steps.push(takeStep({ ...into(event, assumed), type: 'track', name: EVENTS.view, properties: viewOf(event, assumed) }))
      }
      assumed.seq += 1
      if (type === 'track') steps.push(takeStep(into(event, assumed)))
      return steps.flatMap((step) => step ?? [])
    },
    within(event) {
      const known = visits.get(event.person)
      return known && into(event, known)
    },
    sweep(now) {
      for (const [person, { lastAt }] of visits) if (lastAt < now - KEPT) visits.delete(person)
    },
  }
}
