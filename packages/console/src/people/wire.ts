import { address } from '../address.ts'
import { request } from '../api.ts'

/** Which rows of a list of people or accounts are asked for. */
export interface Listing {
  search?: string
  order: 'lastSeen' | 'id'
  /** `next` of the page before. */
  cursor?: string | undefined
}

/** Traits as the host sent them. */
export type Traits = Readonly<Record<string, unknown>>

/** A person as lists show it. Times are ISO 8601. */
export interface UserSummary {
  id: string
  anonymous: boolean
  traits: Traits
  account: string | null
  firstSeenAt: string
  lastSeenAt: string
}

/** Something that happened. */
export interface RecordedEvent {
  id: string
  type: string
  name: string
  user: string
  account: string
  at: string
  properties: Traits
}

/** One person with what they saw and their last events. */
export interface User extends UserSummary {
  accounts: string[]
  anonymousIds: string[]
  /** Until when nothing is offered to this person. Missing where the server mutes accounts alone. */
  care?: { mutedUntil?: string; notAFitUntil?: string }
  campaigns: {
    campaign: string
    shown: number
    lastShownAt?: string
    response?: string
    respondedAt?: string
    score?: number
    comment?: string
  }[]
  events: RecordedEvent[]
}

/** One page of people; `next` is missing on the last one. */
export function listUsers(asked: Listing): Promise<{ users: UserSummary[]; next?: string }> {
  return request('GET', address('/v1/users', { limit: '50', ...asked }))
}

/** One person. */
export function readUser(id: string): Promise<User> {
  return request('GET', `/v1/users/${encodeURIComponent(id)}`)
}

/** Holds offers back from a person until a time, or no longer with `null`; what is missing stays. */
export function changeUser(id: string, change: Readonly<Record<string, unknown>>): Promise<User> {
  return request('PUT', `/v1/users/${encodeURIComponent(id)}`, change)
}
