import { EVENTS, INTERRUPTION, isSelling, type DecisionInput, type Facts, type PageView } from '@espalier/core'
import type { StoredEvent } from '../../store/events.ts'
import type { Rules } from '../rules.ts'
import type { PersonThen } from './moment.ts'

/** Which page is meant. */
export interface PageQuestion {
  /** Address or path. */
  url?: string | undefined
  places?: readonly string[] | undefined
}

/** The page at a moment, as far as it was recorded. */
export interface PageThen {
  facts: NonNullable<Facts['page']>
  page: NonNullable<DecisionInput['page']>
  visit: NonNullable<DecisionInput['visit']>
  consent: boolean
  /** True where nothing was recorded of it: every place is taken to be there, for long enough. */
  assumed: boolean
}

/** The page that is asked about, or the last one that was recorded before `at`. */
export function pageThen({ told, rules, showing }: PersonThen, { url, places }: PageQuestion, at: number): PageThen {
  const path = url === undefined ? undefined : pathOf(url)
  const views = told.filter(({ name }) => name === EVENTS.view)
  const found = views.find((one) => path === undefined || pageOf(one).path === path)
  const view = found && (found.properties as unknown as PageView)
  const known = found ? pageOf(found) : {}
  const shown = places ?? view?.places ?? placesOf(rules)
  const there = [...new Set([...shown, INTERRUPTION])]
  // Of a page before the last one it is asked what would have come up there now.
  const stands = found !== undefined && found === views[0] ? Object.entries(showing).filter(([place]) => there.includes(place)) : []
  const openFor = view && found ? view.openFor + (at - found.at) : rules.settings.budget.quietFirstSeconds * 1000
  return {
    facts: {
      ...known,
      ...(path !== undefined && { path }),
      ...(url?.includes('://') && { url }),
      ...(view && { device: view.device }),
    },
    page: {
      openedAt: at - openFor,
      places: there,
      showing: Object.fromEntries(stands),
      visible: places ?? view?.visible ?? shown,
      ...(view && { zone: view.zone }),
    },
    visit: visitOf(told, found, rules),
    consent: view?.consent ?? true,
    assumed: !view && places === undefined,
  }
}

interface KnownPage {
  path?: string
  url?: string
  title?: string
  locale?: string
}

/** What the context of a view says of its page. */
function pageOf({ context }: StoredEvent): KnownPage {
  const { page, locale } = context as { page?: Record<string, unknown>; locale?: unknown }
  const known = Object.entries({ path: page?.['path'], url: page?.['url'], title: page?.['title'], locale })
  return Object.fromEntries(known.filter(([, value]) => typeof value === 'string'))
}

/** The path of an address or of a path with what may follow it. */
function pathOf(url: string): string {
  return url.startsWith('/') ? (url.split(/[?#]/, 1)[0] ?? url) : new URL(url).pathname
}

/** Every place that a campaign of the workspace could take. */
function placesOf({ campaigns }: Rules): string[] {
  return campaigns.map(({ compiled }) => compiled.place)
}

/** What was decided in the visit of a view: an offer, a survey. */
function visitOf(told: readonly StoredEvent[], view: StoredEvent | undefined, { campaigns }: Rules): PageThen['visit'] {
  const visit = view?.context['visit']
  const decided = told.filter(({ name, context }) => name === EVENTS.exposure && visit !== undefined && context['visit'] === visit)
  const motions = decided.flatMap(({ properties }) => campaigns.find(({ id }) => id === properties['campaign'])?.definition.motion ?? [])
  return { offered: motions.some(isSelling), asked: motions.includes('survey') }
}
