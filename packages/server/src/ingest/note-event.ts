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
  /** `MergeNote`: another account became part of this one. */
  merged: 'espalier:merged',
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

/** What an `espalier:merged` event tells. */
export interface MergeNote {
  /** The account that became part of the one that the event is about. */
  from: string
  /** From when on both had recurring revenue, epoch milliseconds. */
  ledgerFrom?: number
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
  /** As the page names the account, where that is part of `accountId`. */
  knownAs?: string
  userId?: string
}

/** A page was answered: what happens in it from then on is decided with the answer of this time. */
export function noteBoot({ id, accountId, knownAs, userId }: Answered, request: { zone?: string }, now: number): StoredEvent {
  const booted = note(EVENTS.boot, { person: id, account: knownAs ?? accountId }, request, { at: now, now })
  const noted = knownAs === undefined ? booted : { ...booted, owner: accountId }
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

/** An account became part of another one. */
export function noteMerged(account: string, told: MergeNote, now: number): StoredEvent {
  return note(NOTES.merged, { person: '', account }, told, { at: now, now })
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
