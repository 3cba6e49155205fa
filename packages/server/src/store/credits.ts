import type { Movement } from './billing.ts'

/** A moment in which an account met a campaign: what growth can be credited to. Times are epoch milliseconds. */
export interface Meeting {
  /** Tells meetings of one moment apart, so that their order is always the same. */
  id: string
  campaign: string
  account: string
  at: number
  /** `ghost`: the campaign would have been shown, and the account is held out. */
  kind: 'engaged' | 'shown' | 'ghost'
}

/** A billing event names the decision that led to it. */
export interface Claim {
  account: string
  /** The billing event, and the subscription that it tells of. */
  event: string
  subscription: string
  at: number
  /** What the host passed along; the decision's id, if it is one. */
  credit: string
  /** The campaign of that decision, where this account has such a decision. */
  campaign?: string
}

/** Money that was given back. */
export interface Refund {
  account: string
  event: string
  at: number
  /** What was paid and is given back; refunds of one charge tell its whole share so far. */
  charge: string
  /** The share of the charge that was given back until then, above 0 and at most 1. */
  share: number
  /** When what was given back had been paid. */
  paidAt: number
}

/** All that the credits of some accounts are made of. */
export interface Growth {
  movements: Movement[]
  meetings: Meeting[]
  claims: Claim[]
  refunds: Refund[]
}

/** What credits are worked out from. They are not kept: whatever comes late, they are right when they are read again. */
export interface CreditStore {
  /**
   * What is known of accounts that grew: of one, or of those that met a campaign, or of all.
   * @param windowMs how long before a movement a campaign can have been met
   */
  growthOf(of: { account?: string; campaign?: string }, windowMs: number): Promise<Growth>
}
