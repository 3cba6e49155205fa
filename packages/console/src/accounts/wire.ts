import type { LeadEvidence } from '@espalier/core/schema'
import { address } from '../address.ts'
import { request } from '../api.ts'
import type { Listing, RecordedEvent, Traits, UserSummary } from '../people/wire.ts'

/** An account as lists show it. Times are ISO 8601. */
export interface AccountSummary {
  id: string
  traits: Traits
  /** The catalogue's default plan where nothing else is known. */
  plan: string | null
  firstSeenAt: string
  lastSeenAt: string
}

/** Usage of one feature. */
export type UsageLine = LeadEvidence['usage'][number]

/** One campaign as the account met it. */
export interface MetCampaign {
  campaign: string
  version: number
  arm: string
  heldOut: boolean
  user: string
  at: string
  shown: number
  shownAt?: string
  engagedAt?: string
  acceptedAt?: string
  answeredAt?: string
  dismissedAt?: string
}

/** Money is in the currency's major unit. */
export interface Subscription {
  id: string
  customer: string
  status: string
  currency: string
  mrr: number
  items: { price: string; plan?: string; quantity: number; mrr: number; discount?: number; unread?: 'discount' | 'coupon' }[]
  at: string
  /** When it is to end. */
  endsAt?: string
  /** Where the recognition of churn says otherwise than the status: it counts as lost since, or still counts until. */
  churn?: { how: 'counted' | 'pending'; at: string }
}

/** How a subscription stood. */
export interface Standing {
  status: string
  /** When it is to end. */
  endsAt?: string
  mrr: number
  currency: string
  items: { price: string; plan?: string; quantity: number }[]
}

/** One change of the account's recurring revenue, in the currency's major unit, and where it came from. */
export interface Movement {
  id: string
  subscription: string
  kind: string
  cause: string
  amount: number
  currency: string
  at: string
  event: string
  source: 'stripe' | 'api' | 'unknown'
  /** Of the billing event. */
  type: string
  before: Standing | null
  after: Standing | null
  credit: { campaign: string; by: string; credited: number; reversed: number } | null
  heldOutFrom: string | null
}

/** One account with everything about it. */
export interface Account extends AccountSummary {
  care: Readonly<Record<string, unknown>>
  features: { feature: string; allowed: boolean }[]
  usage: UsageLine[]
  users: UserSummary[]
  exposures: MetCampaign[]
  stripeCustomers: string[]
  subscriptions: Subscription[]
  movements: Movement[]
  /** Accounts that became part of this one, oldest first. */
  mergedFrom: { id: string; at: string }[]
  events: RecordedEvent[]
}

/** One page of accounts; `next` is missing on the last one. */
export function listAccounts(asked: Listing): Promise<{ accounts: AccountSummary[]; next?: string }> {
  return request('GET', address('/v1/accounts', { limit: '50', ...asked }))
}

/** One account. */
export function readAccount(id: string): Promise<Account> {
  return request('GET', `/v1/accounts/${encodeURIComponent(id)}`)
}

/** What people may change of an account: what is missing stays, `null` takes a value away. */
export interface AccountChange {
  plan?: string | null
  care?: Readonly<Record<string, unknown>>
}

/** Changes an account. */
export function changeAccount(id: string, change: AccountChange): Promise<Account> {
  return request('PUT', `/v1/accounts/${encodeURIComponent(id)}`, change)
}
