import type { CouponTerms, DiscountStore } from './discounts.ts'
import type { RateStore } from './rates.ts'

/** An exact amount of money a month: `num / den` minor units, in lowest terms, `den` > 0. */
export interface MonthlyAmount {
  num: number
  den: number
}

/** One item of a subscription, as much of it as the ledger needs. */
export interface BilledItem {
  id: string
  price: string
  product?: string
  /** The catalogue's plan that the price belongs to, and what that plan sells. */
  plan?: string
  kind?: 'plan' | 'add-on' | 'seat-pack' | 'quota-pack' | 'service'
  quantity: number
  interval: 'day' | 'week' | 'month' | 'year'
  intervalCount: number
  /** Metered items are billed by use; they are no recurring revenue. */
  metered: boolean
  /** What the item brings a month, discounts of the item and the subscription included. */
  mrr: MonthlyAmount
  /** The part of the list price that discounts which never end take away, 0 to 1. */
  discount?: number
  /** What it would bring without the discounts below, where they take something away. */
  list?: MonthlyAmount
  /** Discounts of the item, and of the whole subscription: ids, or terms where the event said them. */
  own?: readonly DiscountRef[]
  shared?: readonly DiscountRef[]
  /** Something takes part of it away, and nobody has told yet how much: the discount is known by its id alone, or its coupon is. */
  unread?: 'discount' | 'coupon'
}

/** A discount as a billing event names it. */
export type DiscountRef = string | CouponTerms

/** What was told of the end of a subscription. Epoch milliseconds. */
export interface Term {
  /** Until when it is paid for. */
  paidUntil?: number
  /** When it is to end. */
  endsAt?: number
  /** When somebody decided that it ends. */
  canceledAt?: number
}

/** A subscription as far as its revenue goes. */
export interface Standing {
  /** Stripe's word, for example `active` or `past_due`. */
  status: string
  items: BilledItem[]
  term?: Term
  /** Whether it is revenue, where the recognition of churn says otherwise than the status. Never part of what is told. */
  counts?: boolean
}

/** How a subscription stood after a billing event. `at` is the time of the event, epoch milliseconds. */
export interface SubscriptionState extends Standing {
  subscription: string
  account: string
  customer: string
  status: string
  items: BilledItem[]
  /** Upper case. */
  currency: string
  /** What counts: 0 unless the status is `active` or `past_due`; of a newest state as the workspace recognises churn. */
  mrr: MonthlyAmount
  at: number
  /** The billing event that told it. */
  event: string
  /** How it stood before that event, and since when, where the event says so. */
  before?: Standing & { since: number }
  /** Of a newest state that has ended and still counts: until when. */
  countsUntil?: number
}

/** What the ledger of an account holds beside the states as they were told. */
export interface LedgerEntries {
  newest: readonly SubscriptionState[]
  openings: readonly SubscriptionState[]
  passed: readonly SubscriptionState[]
  /** States that nobody told by themselves: a discount of the customer began or ended. */
  derived?: readonly SubscriptionState[]
  /** States as they were told, whose discounts have become known, or others, since. */
  revised?: readonly SubscriptionState[]
  /** Told states that took back, or dated earlier, what had been counted: by event, since when. Epoch milliseconds. */
  corrections?: ReadonlyMap<string, number>
  movements: readonly Movement[]
}

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation'

/** Causes of an expansion that a campaign can be credited with; a price rise or a longer term is not its doing. */
export const CREDITED: readonly string[] = ['plan', 'seat', 'add-on', 'quota']

/**
 * The latest moment of what billing dates `at`, epoch milliseconds: most systems tell whole seconds, and what happened within that second
 * may have come after what a page tells to the millisecond. A date with milliseconds is that moment.
 */
export function latestOf(at: number): number {
  return at % 1000 === 0 ? at + 999 : at
}

/** How an account tried something before it ever paid. Epoch milliseconds. */
export interface Trial {
  account: string
  from: number
  /** When it was a trial no more; undefined as long as it is one. */
  until?: number
  /** When the account paid for the first time. */
  paidAt?: number
}

/** One change of an account's recurring revenue. */
export interface Movement {
  id: string
  account: string
  subscription: string
  at: number
  kind: MovementKind
  /** What was bought or dropped: `plan`, `seat`, `add-on`, `quota`, `price-change`, `term-change`, `discount`, `currency`; of a churn `end`, `pause`, `payment`, `free`. */
  cause: string
  /** Minor units a month, rounded once; negative for contraction and churn. */
  amount: number
  currency: string
  event: string
}

/**
 * What became of a billing event. `applied`: it changed a state or a link; `recorded`: kept, no effect of its own;
 * `stale`: something newer is known; `parked`: waits until its customer is linked to an account;
 * `ignored`: another mode (test or live) or a type that is not followed.
 */
export type BillingEventStatus = 'applied' | 'recorded' | 'stale' | 'parked' | 'ignored'

/** A billing event as it came, kept for ever. */
export interface BillingEvent {
  id: string
  type: string
  createdAt: number
  receivedAt: number
  customer?: string
  status: BillingEventStatus
  /** The raw JSON. */
  body: string
}

/** Why a signed event was not taken: no JSON, none that can be read, or dated too far ahead. */
export type RefusalReason = 'not-json' | 'unreadable' | 'in-future'

/** A signed event that was not taken. Nothing of its body is kept. */
export interface RefusedBilling {
  id: string
  /** Empty where it could not be read. */
  type: string
  createdAt?: number
  /** When it came last. */
  receivedAt: number
  customer?: string
  reason: RefusalReason
  /** Where it was wrong, such as `data.object.items.data[0].price.unit_amount`. */
  field?: string
}

/** What became of what a billing system sent. */
export type BillingOutcome = BillingEventStatus | 'refused'

/** A billing event in a list. Times are epoch milliseconds. */
export interface ListedBilling {
  id: string
  type: string
  createdAt?: number
  receivedAt: number
  customer?: string
  account?: string
  status: BillingOutcome
  /** Of refused ones: why, where it was wrong, and how often it came. */
  refused?: { reason: RefusalReason; field?: string; times: number }
}

/** Which events are listed. */
export interface BillingListing {
  statuses: readonly BillingOutcome[]
  account?: string
  /** Only what comes after this one in the list. */
  after?: Pick<ListedBilling, 'receivedAt' | 'id'>
  limit: number
}

/** Customers, billing events, exchange rates, discounts, dated subscription states and the ledger of movements. Call the writing methods in a transaction. */
export interface BillingStore extends RateStore, DiscountStore {
  /** Keeps the event; false when its id is known already. */
  record(event: BillingEvent): Promise<boolean>
  event(id: string): Promise<BillingEvent | undefined>
  settle(event: string, status: BillingEventStatus): Promise<void>
  /** Events that wait for this customer, oldest first. */
  parked(customer: string): Promise<BillingEvent[]>
  /** Notes that an event was not taken; once more where it was noted before. */
  refuse(refused: RefusedBilling): Promise<void>
  /** Forgets that an event was not taken, because it was now. */
  forgetRefusal(event: string): Promise<void>
  /** The newest first, by when they came and then by id. */
  list(listing: BillingListing): Promise<ListedBilling[]>
  /**
   * What of the ledger was told more than a day after it happened: for each moment at which such events came, when the first of them
   * happened. The oldest moment first, from a day after the first event of all on: before, the past is told for the first time.
   */
  toldLate(): Promise<{ receivedAt: number; from: number }[]>
  /** How many events came to what, of one account or of all. */
  countByStatus(account?: string): Promise<Map<BillingOutcome, number>>
  /** Adds to the requests whose signature was wrong. `day`: UTC days since the epoch. */
  countUnsigned(day: number, times: number): Promise<void>
  /** How many there were from this day on, and the last day with any, ever. */
  unsignedSince(day: number): Promise<{ times: number; last?: number }>

  accountOf(customer: string): Promise<string | undefined>
  customersOf(account: string): Promise<string[]>
  /** Says which account a customer is. A later word replaces an earlier one and takes subscriptions and movements along. */
  link(customer: string, account: string): Promise<void>

  subscription(id: string): Promise<SubscriptionState | undefined>
  /** The newest state of each subscription of an account, ended ones included, in order of id. */
  subscriptionsOf(account: string): Promise<SubscriptionState[]>
  /** Adds a dated state, each event of a subscription once. */
  addState(state: SubscriptionState): Promise<void>
  /** All dated states of an account's subscriptions as they were told, in no order. */
  toldOf(account: string): Promise<SubscriptionState[]>
  /** Accounts with two dated states more than `over` and at most `upTo` milliseconds apart, in order of id. */
  accountsToldTwice(apart: { over: number; upTo: number }): Promise<string[]>
  /** Accounts with a subscription that ended or is to end, and those of whose end nothing was read yet, in order of id. */
  accountsEnding(): Promise<string[]>
  /** Accounts with a subscription that has ended and counted until this time at the latest, in order of id. */
  accountsDue(now: number): Promise<string[]>
  /** Says of a told state what is known of its end. */
  saveTerm(state: Pick<SubscriptionState, 'event' | 'subscription'>, term: Term): Promise<void>
  /** Makes the ledger of an account exactly this; writes only what differs. */
  saveLedger(account: string, entries: LedgerEntries): Promise<void>
  /** The dated states of one subscription, oldest first: one for each moment, the one before the first included. */
  statesOf(subscription: string): Promise<SubscriptionState[]>

  /** The ledger of one account, oldest first. */
  movementsOf(account: string): Promise<Movement[]>
  /** What each account paid before a time by its movements and by what stood before them, in minor units; those that paid nothing are left out. */
  balancesAt(currency: string, at: number): Promise<Map<string, number>>
  /** Movements from a time to before another, of all accounts, oldest first. */
  movementsBetween(currency: string, from: number, to: number): Promise<Movement[]>
  /** The first trial of each account that had not paid before it, in order of account. */
  firstTrials(): Promise<Trial[]>
  /** When the first movement was. */
  firstMovement(currency: string): Promise<number | undefined>
  /** Currencies of all movements, in order of their names. */
  currencies(): Promise<string[]>
  /** Something else whenever any of this was written; it never comes back. */
  stamp(): Promise<string>
}
