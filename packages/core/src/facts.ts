import type { LimitFacts } from './limit.ts'

/** Any value that facts hold. */
export type Fact = string | number | boolean | null | undefined | readonly Fact[] | { readonly [key: string]: Fact }

/** Occurrences of one event. Windows are whole UTC days and include today. */
export interface EventFacts {
  readonly count: number
  readonly count7d: number
  readonly count30d: number
  readonly count90d: number
  readonly daysSinceFirst: number
  readonly daysSinceLast: number
  /** Further windows, 1 to 90 days, where a rule reads them. */
  readonly [window: `count${number}d`]: number
}

/** What is known, as the tree that conditions address with dotted paths. Names of events keep their spaces; dots become `_`. */
export interface Facts {
  /** Traits of the person, plus `id`, `daysSinceFirstSeen`, `anonymous`. */
  readonly user: { readonly [trait: string]: Fact }
  /** Traits of the account, plus `id`, `phase`, `daysToRenewal` (trait `renewsAt`), `daysToFiscalYear` (trait `fiscalYearStart`). */
  readonly account: { readonly [trait: string]: Fact }
  /** `id`, `next`, `kind`. */
  readonly plan: { readonly [key: string]: Fact }
  /** By feature. */
  readonly limit: { readonly [feature: string]: LimitFacts }
  /** Entitled or not, by feature. */
  readonly feature: { readonly [feature: string]: boolean }
  /** By event name or id of a custom event, for the user. Windows of any length that a rule reads are there: `count14d`. */
  readonly event: { readonly [name: string]: EventFacts }
  /** The same for everybody of the account together. */
  readonly accountEvent: { readonly [name: string]: EventFacts }
  /** `path`, `title`, `locale`, `device`. Only the page has these. */
  readonly page?: { readonly [key: string]: Fact }
  /** By campaign: `{ score, daysSince }`. */
  readonly survey: { readonly [campaign: string]: Fact }
  /** By campaign: `{ shown, daysSinceShown, response }`. */
  readonly campaign: { readonly [campaign: string]: Fact }
  /** `score` 0-100, and what the care gates read. Stays on the server; see `Care`. */
  readonly health: Care & { readonly [key: string]: Fact }
  /** `hour`, `weekday` (1 = Monday), `date` in the workspace's zone. */
  readonly now?: { readonly [key: string]: Fact }
  /** The same in the zone of the person's browser. */
  readonly local?: { readonly [key: string]: Fact }
}

/** What the care gates read. A missing value never blocks: nobody is spared for what is not known. */
export interface Care {
  /** 0-100. */
  readonly score?: number
  readonly onboarded?: boolean
  readonly pastDue?: boolean
  readonly risk?: boolean
  readonly cancelling?: boolean
  /** Days since the last NPS answer of 0-6. */
  readonly detractorDays?: number
  /** Epoch milliseconds until which the user or account is muted. */
  readonly mutedUntil?: number
  /** Epoch milliseconds at which "not a fit" is reviewed. */
  readonly notAFitUntil?: number
}

/** The fact name of an event: dots would end a path, so they become `_`. */
export function eventFactName(event: string): string {
  return event.includes('.') ? event.replaceAll('.', '_') : event
}
