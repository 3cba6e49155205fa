import { currency, hostId, instant, slug } from '@espalier/core/schema'
import { z } from 'zod'

const time = z.iso.datetime()
const traits = z.record(z.string(), z.unknown())

/** What the care gates read, as people and other systems set it. */
const care = z.object({
  /** Health, 0 to 100. */
  score: z.number().min(0).max(100),
  onboarded: z.boolean(),
  pastDue: z.boolean(),
  risk: z.boolean(),
  cancelling: z.boolean(),
  /** Nobody is sold to until then. */
  mutedUntil: instant,
  /** When "not a fit" is looked at again. */
  notAFitUntil: instant,
})

/** Body of `PUT /v1/accounts/{id}`: what is missing stays, `null` takes a value away. */
export const accountChange = z.strictObject({
  traits: traits.optional(),
  plan: slug.nullish(),
  care: z
    .strictObject({
      score: care.shape.score.nullish(),
      onboarded: care.shape.onboarded.nullish(),
      pastDue: care.shape.pastDue.nullish(),
      risk: care.shape.risk.nullish(),
      cancelling: care.shape.cancelling.nullish(),
      mutedUntil: care.shape.mutedUntil.nullish(),
      notAFitUntil: care.shape.notAFitUntil.nullish(),
    })
    .optional(),
  /** The customer of the billing system that this account is. */
  stripeCustomer: hostId.optional(),
})
export type AccountChangeBody = z.infer<typeof accountChange>

/** Body of `PUT /v1/users/{id}`: nobody offers this person anything until then; what is missing stays, `null` takes a value away. */
export const userChange = z.strictObject({ mutedUntil: instant.nullish(), notAFitUntil: instant.nullish() })
export type UserChangeBody = z.infer<typeof userChange>

/** Query of both lists. */
export const listQuery = z.object({
  search: z.string().max(200).optional().describe('Part of the id or the name'),
  order: z.enum(['id', 'lastSeen']).default('id').describe('`lastSeen`: who was there last comes first'),
  cursor: z.string().max(700).optional().describe('`next` of the page before, in the same order'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A person as lists show it; `account` is the one of the last group event. */
export const userSummary = z.object({
  id: z.string(),
  anonymous: z.boolean(),
  traits,
  account: z.string().nullable(),
  firstSeenAt: time,
  lastSeenAt: time.describe('At most a minute before it was last there'),
})

/** An account as lists show it. */
export const accountSummary = z.object({
  id: z.string(),
  traits,
  /** Plan of the catalogue; the default plan where nothing else is known. */
  plan: z.string().nullable(),
  firstSeenAt: time,
  lastSeenAt: time.describe('At most a minute before it was last there'),
})

/** Answer of `GET /v1/users`; `next` is missing on the last page. */
export const userList = z.object({ users: z.array(userSummary), next: z.string().optional() })
/** Answer of `GET /v1/accounts`; `next` is missing on the last page. */
export const accountList = z.object({ accounts: z.array(accountSummary), next: z.string().optional() })

const recorded = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  user: z.string(),
  account: z.string(),
  at: time,
  properties: traits,
})

const response = z.object({
  campaign: z.string(),
  shown: z.int(),
  lastShownAt: time.optional(),
  response: z.string().optional(),
  respondedAt: time.optional(),
  score: z.number().optional(),
  comment: z.string().optional(),
})

/** One person with what they saw, and their last 50 events. */
export const user = userSummary.extend({
  /** What spares this person, beside what spares the account. */
  care: z.object({ mutedUntil: time.optional(), notAFitUntil: time.optional() }),
  accounts: z.array(z.string()),
  /** Ids under which the person came before they were known. */
  anonymousIds: z.array(z.string()),
  campaigns: z.array(response),
  events: z.array(recorded),
})

const exposure = z.object({
  campaign: z.string(),
  version: z.int(),
  arm: z.string(),
  heldOut: z.boolean(),
  user: z.string(),
  at: time,
  shown: z.int(),
  shownAt: time.optional(),
  engagedAt: time.optional(),
  acceptedAt: time.optional(),
  answeredAt: time.optional(),
  dismissedAt: time.optional(),
})

/** Money in the currency's major unit. */
const subscription = z.object({
  id: z.string(),
  customer: z.string(),
  status: z.string(),
  currency,
  mrr: z.number(),
  items: z.array(
    z.object({
      price: z.string(),
      plan: z.string().optional(),
      quantity: z.number(),
      mrr: z.number().describe('Discounts without an end are taken off'),
      discount: z.number().optional().describe('Share that they take away, 0 to 1'),
      unread: z
        .enum(['discount', 'coupon'])
        .optional()
        .describe('A discount is not taken off, because no event has told it, or its coupon, yet'),
    }),
  ),
  at: time,
  endsAt: time.optional().describe('When it is to end'),
  paidUntil: time.optional().describe('Until when it is paid for'),
  churn: z
    .object({ how: z.enum(['counted', 'pending']), at: time })
    .optional()
    .describe(
      'Where the recognition of churn says otherwise than the status: it counts as lost already, since `at`; or still counts, until `at`',
    ),
})

/** How a subscription stood. */
const standing = z
  .object({
    status: z.string(),
    endsAt: time.optional(),
    mrr: z.number(),
    currency,
    items: z.array(z.object({ price: z.string(), plan: z.string().optional(), quantity: z.number() })),
  })
  .nullable()

/** One line of the ledger, and where it came from. */
export const movement = z.object({
  id: z.string(),
  subscription: z.string(),
  kind: z.string(),
  cause: z.string(),
  amount: z.number(),
  currency,
  at: time,
  /** The billing event, who told it, and its type. */
  event: z.string(),
  source: z.enum(['stripe', 'api', 'unknown']),
  type: z.string(),
  /** Of the subscription that moved. */
  before: standing,
  after: standing,
  /** The campaign that is credited. */
  credit: z.object({ campaign: z.string(), by: z.string(), credited: z.number(), reversed: z.number() }).nullable(),
  /** The campaign that the account is held out from, and against whose hold-out this counts. */
  heldOutFrom: z.string().nullable(),
})

/** Usage of one feature against its limit. */
const usage = z.object({
  feature: z.string(),
  name: z.object({ en: z.string(), ja: z.string() }),
  used: z.number(),
  /** `null` is unlimited; missing when it is not known. */
  limit: z.number().nullable().optional(),
  state: z.string(),
  resetsAt: time.optional(),
  forecastAt: time.optional(),
})

/** One account with its people, plan, usage, what it met, its ledger, and its last 50 events. */
export const account = accountSummary.extend({
  care: care.extend({ detractorAt: time }).partial(),
  features: z.array(z.object({ feature: z.string(), allowed: z.boolean() })),
  usage: z.array(usage),
  /** Last seen first, at most 100. */
  users: z.array(userSummary),
  exposures: z.array(exposure),
  stripeCustomers: z.array(z.string()),
  subscriptions: z.array(subscription),
  movements: z.array(movement),
  /** Accounts that became part of this one, oldest first: by their ids this account is named, too. */
  mergedFrom: z.array(z.object({ id: z.string(), at: time })),
  events: z.array(recorded),
})
