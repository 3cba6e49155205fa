import type { CampaignHistory, Dismissal } from '@espalier/core'
import type { Past } from './crowd.ts'

/** Which account a campaign met, through whom, in which arm. Times are epoch milliseconds. */
export interface Exposure {
  campaign: string
  version: number
  account: string
  person: string
  /** Variant id, `treated`, or `held-out`; computed by the server, never taken from a browser. */
  arm: string
  at: number
}

/** The moment a campaign would show, in both arms. */
export interface ExposureMoment extends Exposure {
  /** Id of the event; names the ghost impression of a held-out account. */
  id: string
  /** What an impression of its widget costs of the attention budget. */
  cost: number
}

/** The arm in which an account met a campaign first, and the version of then. */
export interface RecordedArm {
  arm: string
  version: number
  at: number
}

/** Recorded arms by account, then campaign. */
export type RecordedArms = Map<string, Map<string, RecordedArm>>

/** An event armed a campaign for an account. */
export interface ArmedMoment {
  campaign: string
  account: string
  at: number
}

/** A widget was put away. */
export interface DismissalMoment extends Exposure {
  how: Dismissal
}

/** A question was answered. */
export interface AnswerMoment extends Exposure {
  /** 0 to 10; missing when only the comment came. */
  score?: number
  comment?: string
}

/** A gate spared an account on this day of the workspace's zone; days since the epoch. */
export interface HeldBackMoment {
  campaign: string
  account: string
  gate: string
  day: number
}

/** Success as another system tells it. Money is in minor units. */
export interface Conversion {
  id: string
  account: string
  person?: string
  /** Without it the conversion counts like a movement of the ledger: for every campaign with the goal `upgrade`. */
  campaign?: string
  at: number
  mrr?: number
  value?: number
  currency?: string
}

/** Days since the epoch, both included; of one campaign or of all. */
export interface HeldBackPeriod {
  from: number
  to: number
  /** Only these accounts, where it is given. */
  accounts?: readonly string[] | undefined
}

/** How often people were spared, and in how many accounts. */
export interface HeldBackTotal {
  times: number
  accounts: number
}

/** How often a gate spared an account on a day. */
export interface HeldBackRow {
  campaign: string
  account: string
  gate: string
  /** Days since the epoch. */
  day: number
  times: number
}

/** One campaign as one account met it. */
export interface AccountExposure extends Exposure {
  heldOut: boolean
  shown: number
  shownAt?: number
  engagedAt?: number
  acceptedAt?: number
  answeredAt?: number
  dismissedAt?: number
}

/**
 * Exposures, impressions, answers, conversions, and who was spared. What came of them is worked out from their rows (`results.ts`).
 *
 * All methods that record take a list, so that a batch of events costs few queries; call them in a transaction.
 * Events are told apart by the caller (an id is recorded once for ever); the methods themselves count each item that they get.
 * Every recording method exposes the account first when it was not exposed yet, so the order in which events arrive changes nothing.
 */
export interface ExposureStore {
  /** Keeps the earliest moment of each campaign and account. In the hold-out it also counts a ghost impression for the person. */
  expose(moments: readonly ExposureMoment[]): Promise<void>
  shown(moments: readonly ExposureMoment[]): Promise<void>
  engaged(moments: readonly Exposure[]): Promise<void>
  /** Who accepts has engaged. */
  accepted(moments: readonly Exposure[]): Promise<void>
  dismissed(moments: readonly DismissalMoment[]): Promise<void>
  /** Who answers has engaged. */
  answered(moments: readonly AnswerMoment[]): Promise<void>
  heldBack(moments: readonly HeldBackMoment[]): Promise<void>
  /** Counts those of whom nothing is counted at that gate on that day yet. */
  heldBackOnce(moments: readonly HeldBackMoment[]): Promise<void>
  /**
   * All that an anonymous visitor saw and answered now belongs to `person`, and exposures that counted the visitor as an account belong to
   * the account that the person is alone: `account` where that is part of another one.
   */
  adopt(anonymous: string, person: string, account?: string): Promise<void>

  /**
   * Imports arms of campaigns with `assignment: "external"`, and what the accounts were worth before. The first one of a campaign and
   * account stays.
   * Answers the arm that holds and whether this call set it, in the order given.
   */
  assign(exposures: readonly (Exposure & { before?: number })[]): Promise<{ arm: string; created: boolean }[]>
  /** The recorded arms of these accounts: account, then campaign. */
  armsOf(accounts: readonly string[]): Promise<RecordedArms>
  /** Forgets in which arm these accounts met these campaigns: their author drew the arms anew. */
  forget(exposures: readonly Pick<Exposure, 'campaign' | 'account'>[]): Promise<void>
  /** Arms campaigns for accounts; the newest time counts. An exposure of the account from that time on disarms them. */
  arm(moments: readonly ArmedMoment[]): Promise<void>
  /** The campaigns that are armed for this account, and since when. */
  armedFor(account: string): Promise<Record<string, number>>
  /** Records conversions; false for each id that is known already. */
  convert(conversions: readonly Conversion[]): Promise<boolean[]>

  /** The past as decisions read it. `paced` are the campaigns that count all people of an account. */
  pastOf(person: string, account: string, now: number, paced?: readonly string[]): Promise<Past>
  /** What an account met, newest first. */
  exposuresOf(account: string, limit?: number): Promise<AccountExposure[]>
  /** What a person saw and answered, by campaign. */
  campaignsOf(person: string): Promise<(CampaignHistory & { campaign: string; score?: number; comment?: string })[]>

  /** `accounts`: spared at least once and never exposed; `gates`: accounts by the gate that spared them, most first. */
  heldBackCounts(campaign: string): Promise<{ accounts: number; gates: { gate: string; accounts: number }[] }>
  /** Rows by campaign, account, gate and day; those after `last`, at most `limit`. */
  heldBackAfter(last: HeldBackRow | undefined, limit: number): Promise<HeldBackRow[]>
  /** All rows of these accounts about these campaigns. */
  heldBackOf(accounts: readonly string[], campaigns: readonly string[]): Promise<HeldBackRow[]>
  /** How often whom was spared within some days. */
  heldBackTotal(period: HeldBackPeriod): Promise<HeldBackTotal>
}
