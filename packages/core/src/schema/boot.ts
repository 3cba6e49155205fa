import type { CounterState } from '../counter.ts'
import type { DecisionSettings } from '../decision.ts'
import type { Facts } from '../facts.ts'
import type { History } from '../frequency.ts'
import { z } from 'zod'
import type { PageCampaign } from './campaign.ts'
import type { Catalog } from './catalog.ts'
import type { CustomEvent } from './definitions.ts'
import { hostId } from './text.ts'

/** The body of `POST /v1/boot`, authorised by the public key. */
export const bootRequest = z.strictObject({
  anonymousId: hostId,
  userId: hostId.optional(),
  groupId: hostId.optional(),
  locale: z.string().max(35).optional(),
  /** IANA zone of the browser. */
  zone: z.string().max(64).optional(),
  writeKey: z.string().max(200).optional(),
  /** A JWT of the host's server that says who this is. What is wrong with it is answered in `error`. */
  token: z.string().optional(),
  /** The edition of the campaigns that the page has: where they are still the same, they are not sent again. */
  edition: z.string().max(64).optional(),
})
export type BootRequest = z.infer<typeof bootRequest>

/** A running campaign as the page receives it: the audience is what remains after the server folded in what it knows. */
export interface BootCampaign {
  version: number
  campaign: PageCampaign
  /** The arm of this account, where the page could not work it out: assigned from outside, or kept from an earlier version. */
  assigned?: string
}

/** A feature for display: whether the account has it, and its usage. */
export interface Entitlement {
  kind: 'boolean' | 'metered'
  name: Catalog['features'][number]['name']
  allowed: boolean
  used?: number
  /** `null` is unlimited. */
  limit?: number | null
  /** ISO 8601. */
  resetsAt?: string
  /** The event that uses it up, so that the page can count ahead of the server. */
  event?: string
  /** Uses per day over the last 14 days, for the forecast. */
  pace?: number
}

/** The answer: all that a page needs to decide on its own, and nothing about anybody else. */
export interface Boot {
  /** Server time, epoch milliseconds. */
  at: number
  /** Seconds for which this answer may be used without asking again. */
  ttl: number
  userId?: string
  groupId?: string
  campaigns: BootCampaign[]
  /** Names `campaigns`: the same edition is the same campaigns, whoever asks. */
  edition?: string
  /** No rule is left to ask of `campaigns` but the moment: the page needs nothing to read rules with. */
  settled?: true
  /** The part of the facts that the page may know: plan, survey, campaign. `user` and `account` are folded in already. */
  facts: Pick<Facts, 'plan' | 'survey' | 'campaign'>
  /** The user's event counters, server side, for events that rules read: by event name, custom events by their id. */
  counters: Record<string, CounterState>
  /** The account's counters, for rules over `accountEvent`. */
  accountCounters: Record<string, CounterState>
  /** Custom events that rules read, so that the page can count ahead of the server. */
  events: Pick<CustomEvent, 'id' | 'event' | 'where'>[]
  entitlements: Record<string, Entitlement>
  history: History
  settings: DecisionSettings
  /** Global Privacy Control is respected in this workspace. */
  gpc?: true
  /** The request named somebody and did not prove it: the answer knows nothing of them. The message says what was expected. */
  error?: { code: 'token'; message: string }
}

/** The answer as it travels: without `campaigns` where the page has them, which is where `edition` is the one that it named. */
export type BootAnswer = Omit<Boot, 'campaigns'> & Partial<Pick<Boot, 'campaigns'>>
