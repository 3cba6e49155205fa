import type { Facts } from './facts.ts'
import type { History } from './frequency.ts'
import type { Settings } from './schema/settings.ts'

/** The workspace's settings that decisions read; the page receives these and no others. */
export type DecisionSettings = Pick<
  Settings,
  'holdout' | 'zone' | 'budget' | 'requireConsent' | 'surveySampling' | 'surveys' | 'healthBelow' | 'detractorDays' | 'care'
> &
  // What the page receives has no `cancel` trigger left.
  Partial<Pick<Settings, 'cancelEvent'>>

/** The gates in the order in which they are asked. `slot` and everything before it can refuse; the rest assigns an arm. */
export const GATES = [
  'live',
  'consent',
  'care',
  'audience',
  'trigger',
  'schedule',
  'cadence',
  'budget',
  'slot',
  'holdout',
  'variant',
] as const
export type Gate = (typeof GATES)[number]

/**
 * `shown`: it may appear now; `queued`: another campaign has its slot; `blocked`: at least one gate refused;
 * `held-out`: it would have appeared, but the account is in a hold-out; `unknown`: it needs a fact that only the page has.
 */
export type Verdict = 'shown' | 'queued' | 'blocked' | 'held-out' | 'unknown'

/** Why a gate refused: facts, no prose. `path` is set where one fact decided. */
export interface Reason {
  gate: Gate
  /** What was wrong, as a short stable code, for example `health-low`, `answered-no`, `budget-user-day`. */
  code: string
  /** The fact, for example `limit.exports.ratio`. */
  path?: string
  /** With `audience` and `trigger`: the operator, for example `$gte`. */
  operator?: string
  actual?: unknown
  needed?: unknown
  /** Epoch milliseconds from when this reason no longer holds, where that is known. */
  until?: number
}

/** The record that live decisions, explanations, the console's debugger and replays share. */
export interface Decision {
  campaign: string
  version: number
  verdict: Verdict
  /** All refusals in gate order; empty when `shown`. */
  reasons: Reason[]
  /** Id of the variant, or `held-out`. Set with `shown` and `held-out`. */
  arm?: string
  /** The place it competes for: a slot's name, `gate:<feature>`, or `interruption` for modal and NPS. */
  place: string
  /** With `queued`: the campaign that has the place. */
  winner?: string
}

/** What happened, which a trigger may wait for. */
export type Moment =
  | { on: 'load' }
  | { on: 'event'; event: string; properties: Record<string, unknown> }
  | { on: 'feature'; feature: string }
  /** `show()`, or a delay that ran out: the campaign's trigger counts as fired, whatever it is. */
  | { on: 'asked'; campaign: string }

/** Everything that a decision depends on. Nothing else is read: no clock, no storage, no dice. */
export interface DecisionInput {
  /** Epoch milliseconds. */
  now: number
  moment: Moment
  facts: Facts
  history: History
  settings: DecisionSettings
  /** The person, the unit of attention. */
  user: string
  /** The account, the unit of hold-out and measuring; the user where there is no account. */
  account: string
  consent: boolean
  /** Arms that do not follow from the hash, by campaign: assigned from outside, or kept from an earlier version. */
  assigned?: Readonly<Record<string, string>>
  /** The page, where there is one. Without it, campaigns that need a place are `unknown`. */
  page?: {
    /** Epoch milliseconds. */
    openedAt: number
    /** Places that are on the page now: slot names, `gate:<feature>`; `interruption` is always there. */
    places: readonly string[]
    /** Campaigns that are on the screen now, by place. They keep it. */
    showing: Readonly<Record<string, string>>
    /** Places of which at least half is in the window; all of them where it is missing. */
    visible?: readonly string[]
    /** IANA zone of the browser. */
    zone?: string
  }
  /** What was shown in this visit: an offer, a survey. The two never meet. */
  visit?: { offered: boolean; asked: boolean }
  /** Campaigns with a `server` trigger that an event armed, and when. */
  armed?: Readonly<Record<string, number>>
}
