import { EVENTS, type Fact } from '@espalier/core'
import type { StoredEvent } from '../store/events.ts'
import type { AccountChange, PersonCareChange, Traits } from '../store/people.ts'
import { createMessageId } from './message-id.ts'

/** Further events that the server alone writes, so that the past can be folded again from the log: nobody may send them. */
export const NOTES = {
  /** `{ care }`: people changed what spares a person. */
  person: 'espalier:person',
  /** `{ campaign, version, arm }`: another system assigned an arm. */
  assigned: 'espalier:assigned',
  /** `SignedNote`: the host's server signed traits or a plan. */
  signed: 'espalier:signed',
} as const

/** What an account has bought and may use now; see `ownedPlans`. */
export type OwnedPlans = readonly { plan: string; kind: string }[]

/** What an `espalier:account` event tells: the change, and with `owned` everything that is billed from then on. */
export interface AccountNote extends AccountChange {
  owned?: OwnedPlans
}

/** What an `espalier:signed` event tells: the claims of a token, and when it was issued, epoch milliseconds. */
export interface SignedNote {
  issuedAt: number
  traits?: Traits
  accountTraits?: Traits
  plan?: string
}

/** When something happened, and when the server heard of it. Epoch milliseconds. */
interface Times {
  at: number
  now: number
}

/** An account was changed by people or by billing. */
export function noteAccount(account: string, change: AccountNote, times: Times): StoredEvent {
  return note(EVENTS.account, { person: '', account }, change, times)
}

/** Whom a page was answered about; `userId` where the page knew it. */
interface Answered {
  id: string
  accountId: string
  userId?: string
}

/** A page was answered: what happens in it from then on is decided with the answer of this time. */
export function noteBoot({ id, accountId, userId }: Answered, request: { zone?: string }, now: number): StoredEvent {
  const noted = note(EVENTS.boot, { person: id, account: accountId }, request, { at: now, now })
  return userId === undefined ? noted : { ...noted, sentAs: { user: true } }
}

/** People changed what spares a person. */
export function notePerson(whom: { person: string; account: string }, care: PersonCareChange, times: Times): StoredEvent {
  return note(NOTES.person, whom, { care }, times)
}

/** Another system assigned an arm. */
export function noteAssigned(
  whom: { person: string; account: string },
  arm: { campaign: string; version: number; arm: string },
  times: Times,
): StoredEvent {
  return note(NOTES.assigned, whom, arm, times)
}

/** The host's server signed something about a person, and about the account where it named one. */
export function noteSigned(whom: { person: string; account?: string | undefined }, claims: SignedNote, now: number): StoredEvent {
  const { person, account } = whom
  const noted = note(NOTES.signed, { person, account: account ?? person }, claims, { at: now, now })
  return { ...noted, sentAs: { user: true, ...(account !== undefined && { account: true }) } }
}

function note(name: string, whom: { person: string; account: string }, properties: object, { at, now }: Times): StoredEvent {
  const base = { id: createMessageId(now), type: 'track', name, ...whom, at, receivedAt: now, seq: 0 } as const
  return { ...base, properties: properties as Record<string, Fact>, context: {} }
}
