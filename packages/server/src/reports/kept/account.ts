import type { Catalog, Settings } from '@espalier/core/schema'
import type { Phase } from '../../decisions/phase.ts'
import { breadthOf, usesOf, type Use } from '../features/use.ts'
import type { Standing } from '../segments/standing.ts'
import { reasonsToSpare } from './spare.ts'
import { standsUntil } from './until.ts'

/** From this share of a limit on, or this many days before it is reached, an account outgrows what it has. */
const NEAR = { ratio: 0.8, days: 30 }

/** Which features an account has and uses; one object for all accounts of which the same is true. */
export interface Pattern {
  /** In the order of the catalogue. */
  readonly features: readonly Pick<Use, 'entitled' | 'used'>[]
  /** Features that it has and whose use is known, and how many of them it uses. */
  readonly breadth: { readonly used: number; readonly entitled: number }
}

/** What reports say of one account; it holds until `until`, unless something is told of the account. Times are epoch milliseconds. */
export interface KeptAccount {
  readonly id: string
  /** The trait `name`, where that is text. */
  readonly name: string | undefined
  /** The plan that the account was told to have. */
  readonly told: string | undefined
  /** The plan of the catalogue that it has. */
  readonly plan: string | undefined
  readonly phase: Phase
  readonly lastSeenAt: number
  /** When the last of its subscriptions ended; undefined while one stands, or where there never was one. */
  readonly endedAt: number | undefined
  readonly onboarded: boolean | undefined
  /** Whether it nears a limit. */
  readonly near: boolean
  /** Why nobody should sell to it. */
  readonly spare: readonly string[]
  readonly pattern: Pattern
  /** Uses of each feature that is counted by an event, in the order of the catalogue; 0 for the others. */
  readonly uses: readonly number[]
  readonly until: number
}

/** What accounts are read with. */
export interface Reading {
  readonly catalog: Catalog
  readonly settings: Settings
  /** Days in which a use counts. */
  readonly days: number
}

/** Makes what is kept of accounts; equal patterns, and equal reasons, become one. */
export interface Keeper {
  keep(standing: Standing, now: number): KeptAccount
  patternOf(features: Iterable<Use>): Pattern
  sparing(reasons: readonly string[]): readonly string[]
}

/** Makes a keeper for accounts that are read alike. */
export function createKeeper({ catalog, settings, days }: Reading): Keeper {
  const patterns = new Map<string, Pattern>()
  const spares = new Map<string, readonly string[]>()
  const patternOf = (uses: Iterable<Use>): Pattern => {
    const all = [...uses]
    const key = all.map(({ entitled, used }) => `${entitled ? 1 : 0}${used === undefined ? '' : used ? 1 : 0}`).join()
    const known = patterns.get(key)
    if (known) return known
    const features = all.map(({ entitled, used }) => (used === undefined ? { entitled } : { entitled, used }))
    const pattern = { features, breadth: breadthOf(features) }
    patterns.set(key, pattern)
    return pattern
  }
  const sparing = (reasons: readonly string[]): readonly string[] => {
    const key = reasons.join()
    const known = spares.get(key) ?? reasons
    spares.set(key, known)
    return known
  }
  const keep = (standing: Standing, now: number): KeptAccount => {
    const { account, plan, phase, limits } = standing
    const { name } = account.traits
    const uses = usesOf(standing, catalog, { days, now, zone: settings.zone })
    return {
      id: account.id,
      name: typeof name === 'string' ? name : undefined,
      told: account.plan,
      plan,
      phase,
      lastSeenAt: account.lastSeenAt,
      endedAt: standing.endedAt,
      onboarded: account.care.onboarded,
      near: limits.some(({ ratio = 0, forecastDays }) => ratio >= NEAR.ratio || forecastDays <= NEAR.days),
      spare: sparing(reasonsToSpare(standing, settings, now)),
      pattern: patternOf(uses.values()),
      uses: Array.from(uses.values(), (one) => one.uses ?? 0),
      until: standsUntil(standing, settings, now),
    }
  }
  return { keep, patternOf, sparing }
}

/**
 * Whether an account had left before a time, epoch milliseconds: all its subscriptions had ended, and nobody was seen in it since that
 * time. Who goes on for free has not left, nor has who never bought anything.
 */
export function hasLeft({ endedAt, lastSeenAt }: Pick<KeptAccount, 'endedAt' | 'lastSeenAt'>, before: number): boolean {
  return endedAt !== undefined && endedAt < before && lastSeenAt < before
}

/** The name that the host gave an account, else its id. */
export function nameOfKept({ id, name }: Pick<KeptAccount, 'id' | 'name'>): string {
  return name === undefined || name === '' ? id : name
}
