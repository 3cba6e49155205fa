import type { Goal } from '@espalier/core/schema'
import { CREDITED, latestOf } from '../store/billing.ts'
import type { Encounter, ResultRows } from '../store/results.ts'

const DAY = 86_400_000

/** What an account's successes brought in one currency, minor units. */
export interface Brought {
  currency: string
  mrr: number
  value: number
}

/** A success, and its money where there is some. */
interface Success {
  at: number
  /** Until when it may have happened. */
  latest: number
  mrr: number
  value: number
  currency: string | null
}

/** What counts as success, of one account, and who was there. */
export type AccountRows = Pick<ResultRows, 'movements' | 'conversions' | 'events' | 'members'>

/** People of an account, how many of them succeeded, and how many had done the same as long before. */
export interface People {
  people: number
  succeeded: number
  before: number
}

/**
 * Of the people who were there when an account met a campaign, how many did within the window what its goal asks. Only an event is
 * done by people; of other goals nobody is counted. Who comes later is not: a campaign may be why they come. `before` counts those who
 * did it within as long a time before.
 */
export function peopleOf({ at: met }: Pick<Encounter, 'at'>, { kind, event, windowDays }: Goal, { events, members }: AccountRows): People {
  if (kind !== 'event') return NOBODY
  const windowMs = Math.round(windowDays * DAY)
  const there = members.filter(({ firstSeenAt }) => firstSeenAt <= met)
  const didIn = (from: number, to: number): number => {
    const did = new Set(events.flatMap(({ name, at, person }) => (name === event && at >= from && at <= to ? [person] : [])))
    return there.filter(({ person }) => did.has(person)).length
  }
  return { people: there.length, succeeded: didIn(met, met + windowMs), before: didIn(met - windowMs, met - 1) }
}

/** Where nobody is counted. */
export const NOBODY: People = { people: 0, succeeded: 0, before: 0 }

/** When an account first succeeded within the window after it met a campaign, and what all its successes in the window brought. */
export function successOf(
  encounter: Encounter,
  { windowDays, ...goal }: Goal,
  rows: AccountRows,
): { wonAt: number | undefined; brought: Brought[] } {
  const windowMs = Math.round(windowDays * DAY)
  const won = candidates(encounter, goal, rows).filter(({ at, latest }) => latest >= encounter.at && at - encounter.at <= windowMs)
  if (won.length === 0) return NOTHING
  const brought = new Map<string, Brought>()
  for (const { currency, mrr, value } of won) {
    if (currency === null) continue
    const known = brought.get(currency) ?? { currency, mrr: 0, value: 0 }
    brought.set(currency, { currency, mrr: known.mrr + mrr, value: known.value + value })
  }
  return { wonAt: Math.max(encounter.at, Math.min(...won.map(({ at }) => at))), brought: [...brought.values()] }
}

/** Of an account that did not succeed. */
export const NOTHING: { wonAt: undefined; brought: Brought[] } = { wonAt: undefined, brought: [] }

function candidates(
  { campaign, answeredAt }: Encounter,
  { kind, event }: Omit<Goal, 'windowDays'>,
  { movements, conversions, events }: AccountRows,
): Success[] {
  const told = (one: AccountRows['conversions'][number]): Success => ({ ...one, latest: one.at, mrr: one.mrr ?? 0, value: one.value ?? 0 })
  if (kind === 'event')
    return events.flatMap(({ name, at }) => (name === event ? [{ at, latest: at, mrr: 0, value: 0, currency: null }] : []))
  if (kind === 'response') return answeredAt === null ? [] : [{ at: answeredAt, latest: answeredAt, mrr: 0, value: 0, currency: null }]
  if (kind === 'external') return conversions.flatMap((one) => (one.campaign === campaign ? told(one) : []))
  return [
    ...movements.flatMap(({ at, kind: moved, cause, amount, currency }) =>
      moved === 'new' || (moved === 'expansion' && CREDITED.includes(cause))
        ? [{ at, latest: latestOf(at), mrr: amount, value: 0, currency }]
        : [],
    ),
    ...conversions.flatMap((one) => ((one.mrr ?? 0) > 0 && (one.campaign === null || one.campaign === campaign) ? told(one) : [])),
  ]
}
