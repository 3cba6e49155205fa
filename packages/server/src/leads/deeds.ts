import { EVENTS } from '@espalier/core'
import type { Catalog, LeadEvidence } from '@espalier/core/schema'
import { OWN_PREFIX } from '../ingest/own-event.ts'
import { isoTime } from '../people/present.ts'
import type { StoredEvent } from '../store/events.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
const WEEKS = 8
const LATELY = 30 * DAY
const MOST_ANSWERS = 20

/** What stays of an account's events as evidence: of each kind as much as a person reads before a call. */
export type Deeds = Pick<LeadEvidence, 'people' | 'weeks' | 'answers'> & {
  campaigns: Omit<LeadEvidence['campaigns'][number], 'name'>[]
  /** By feature; of those that an event tells of, `uses`. */
  features: Map<string, Pick<LeadEvidence['features'][number], 'uses' | 'touches'>>
}

/** By what the account did until `at`, epoch milliseconds. `satisfactionEvent` is the one of the settings. */
export function deedsOf(log: readonly StoredEvent[], at: number, catalog: Catalog, satisfactionEvent: string | undefined): Deeds {
  const done = log.filter((one) => one.at <= at).toSorted((one, other) => one.at - other.at)
  const tracked = done.filter(({ type }) => type === 'track')
  const own = tracked.filter(({ name }) => !name.startsWith(OWN_PREFIX) && !name.startsWith('stripe:'))
  const lately = (one: StoredEvent) => one.at > at - LATELY
  const peopleIn = (events: readonly StoredEvent[]) => new Set(events.map(({ person }) => person).filter((id) => id !== '')).size
  return {
    people: { ever: peopleIn(done), lately: peopleIn(done.filter(lately)) },
    weeks: Array.from({ length: WEEKS }, (_, index) => {
      const from = at - (WEEKS - index) * WEEK
      return { from: isoTime(from), events: own.filter((one) => one.at > from && one.at <= from + WEEK).length }
    }),
    answers: answersIn(tracked, satisfactionEvent).toReversed().slice(0, MOST_ANSWERS),
    campaigns: campaignsIn(tracked),
    features: new Map(
      catalog.features.map(({ id, event }) => {
        const touches = tracked.filter((one) => one.name === EVENTS.locked && one.properties['feature'] === id && lately(one)).length
        return [id, { uses: event === undefined ? null : own.filter((one) => one.name === event && lately(one)).length, touches }]
      }),
    ),
  }
}

function answersIn(events: readonly StoredEvent[], satisfactionEvent: string | undefined): LeadEvidence['answers'] {
  return events.flatMap(({ name, at, properties: { campaign, score } }) => {
    const kind = name === EVENTS.answered ? 'nps' : name === satisfactionEvent ? 'csat' : undefined
    if (!kind || typeof score !== 'number') return []
    return [{ kind, campaign: kind === 'nps' && typeof campaign === 'string' ? campaign : null, score, at: isoTime(at) }]
  })
}

const RESPONSES = new Map<string, NonNullable<LeadEvidence['campaigns'][number]['response']>>([
  [EVENTS.engaged, 'engaged'],
  [EVENTS.accepted, 'accepted'],
  [EVENTS.dismissed, 'dismissed'],
  [EVENTS.answered, 'answered'],
])

function campaignsIn(events: readonly StoredEvent[]): Deeds['campaigns'] {
  const met = new Map<string, Deeds['campaigns'][number]>()
  for (const { name, at, properties } of events) {
    const { campaign } = properties
    const response = RESPONSES.get(name)
    if (typeof campaign !== 'string' || (name !== EVENTS.shown && !response)) continue
    const known = met.get(campaign) ?? { campaign, shown: 0, lastShownAt: null, response: null, respondedAt: null }
    if (response) met.set(campaign, { ...known, response, respondedAt: isoTime(at) })
    else met.set(campaign, { ...known, shown: known.shown + 1, lastShownAt: isoTime(at) })
  }
  return [...met.values()].toSorted((one, other) => lastOf(other).localeCompare(lastOf(one)))
}

const lastOf = ({ lastShownAt, respondedAt }: Deeds['campaigns'][number]): string =>
  [lastShownAt ?? '', respondedAt ?? ''].toSorted()[1] ?? ''
