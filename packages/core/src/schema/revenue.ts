import { z } from 'zod'
import { month, segmentFilter } from './segmented.ts'
import { CHURN_RECOGNISED } from './settings.ts'

const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as JPY or USD')
const share = z.number().nullable()

/** Which months, both included, and of which accounts. With `by` alone the accounts of each value are reported beside each other. */
export const revenueQuery = segmentFilter({
  from: month.optional().describe('First month, at most 120 with the last; by default the twelfth before the last'),
  to: month.optional().describe('Last month; by default the present one'),
  currency: currency.optional().describe('By default the one of the workspace'),
}).refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
  path: ['to'],
  error: 'expected a month that is not before "from"',
})
export type RevenueQuery = z.infer<typeof revenueQuery>

const revenueMonth = z.strictObject({
  month: z.string(),
  /** False for the month that goes on. */
  complete: z.boolean(),
  /** When something was last told that happened before the end of the month, more than a day late and after the month was over. */
  revisedAt: z.string().optional(),
  /** Monthly recurring revenue, in the currency's major unit. Losses are positive numbers. */
  mrr: z.strictObject({
    opening: z.number(),
    new: z.number(),
    expansion: z.number(),
    contraction: z.number(),
    churn: z.number(),
    reactivation: z.number(),
    closing: z.number(),
    /** What exchange rates did to the opening MRR, where amounts were exchanged: no movement, and to nobody's credit. */
    exchange: z.number().optional(),
  }),
  /** Expansion by its cause, for example `seat`. */
  expansionByCause: z.record(z.string(), z.number()),
  /** Contraction by its cause, for example `term-change`, in positive numbers. */
  contractionByCause: z.record(z.string(), z.number()),
  accounts: z.strictObject({
    opening: z.int(),
    /** Paying at the end and not at the beginning. */
    added: z.int(),
    /** Paid for the first time, whether they stayed or not. */
    new: z.int(),
    /** Paying at the beginning and not at the end. */
    churned: z.int(),
    /** Came for the first time and were gone again before the end. */
    earlyExits: z.int(),
    /** Went free, where that is not counted as leaving. */
    toFree: z.int().optional(),
    closing: z.int(),
  }),
  nrr: share,
  grr: share,
  grossChurn: share,
  netChurn: share,
  expansionRate: share,
  customerChurn: share,
  customerRetention: share,
  arpa: z.number().nullable(),
  /** What accounts that paid for the first time began with, on average. */
  asp: z.number().nullable(),
  quickRatio: z.number().nullable(),
  /** First trials that began in the month, of accounts that had never paid. */
  trials: z.strictObject({
    started: z.int(),
    /** Paid for the first time by a day after the trial. */
    converted: z.int(),
    /** Not over for a day yet. */
    open: z.int(),
    /** Converted over started; null before the month and all of them are over, because who decides early is not like who decides late. */
    rate: share,
  }),
})
export type RevenueMonth = z.infer<typeof revenueMonth>

/** Which rates exchanged amounts, and where there was none. */
export const usedRates = z.strictObject({
  /** `day` is the day that the rate was told for, such as `2026-10-31`; at most 400, the newest first. */
  rates: z.array(z.strictObject({ currency: z.string(), day: z.string(), rate: z.string() })),
  /** What kept a month from being counted: there was no rate of the currency on this day. */
  missing: z.array(z.strictObject({ month: z.string(), currency: z.string(), day: z.string() })),
})
export type UsedRates = z.infer<typeof usedRates>

/** Whether going from paid to free counts as leaving (`churn`), or as paying less. */
const paidToFree = z.enum(['churn', 'contraction'])

/** How recurring revenue moved, month by month. Shares are fractions; null where what they are divided by is 0. */
export const revenueReport = z.strictObject({
  zone: z.string(),
  currency: z.string(),
  asOf: z.string(),
  months: z.array(revenueMonth),
  /** Means of the last twelve complete months, or of as many as there are. */
  trailing: z.strictObject({ months: z.int(), grossChurn: share, netChurn: share, customerChurn: share, nrr: share, grr: share }),
  /**
   * Retention over the twelve months that end with the last complete month: of what accounts paid at their beginning, what those accounts
   * pay at their end. Null with less than a year behind it. Benchmarks are mostly of this kind; the shares of `months` are of one month.
   */
  year: z.strictObject({ nrr: share, grr: share }).nullable(),
  /** What an account brings in its life: ARPA divided by customer churn. Revenue, or the share of it that the settings name as margin. */
  ltv: z.strictObject({
    value: z.number().nullable(),
    /** `too-few-months`, `too-few-churned`, or `no-churn`. */
    reason: z.string().optional(),
    months: z.int(),
    churned: z.int(),
    /** The share of revenue that it is; null where it is all of it. */
    margin: share,
  }),
  /** The accounts that the report is about, by what they are today; null for all. */
  segment: z.strictObject({ by: z.string(), value: z.string() }).nullable(),
  /** With `by`: the last complete month of each value, the largest opening MRR first; at most 50. */
  segments: z.array(z.strictObject({ value: z.string(), month: revenueMonth })),
  /** How many more groups there are; `value` reads one of them. */
  moreSegments: z.int(),
  /** Other currencies that money came in; each has a report of its own. */
  otherCurrencies: z.array(z.string()),
  paidToFree,
  /** When the loss of a subscription that ends is counted. */
  churnRecognised: z.enum(CHURN_RECOGNISED),
  /** With rates to the currency of reports, and no `currency` asked for: all currencies together. Months without a rate are not listed. */
  exchange: usedRates.nullable(),
  /** True where rates to the currency of reports are known. */
  hasRates: z.boolean(),
})
export type RevenueReport = z.infer<typeof revenueReport>

/** The accounts of one month. */
export const revenueAccountsQuery = segmentFilter({ month, currency: currency.optional().describe('By default the one of the workspace') })
export type RevenueAccountsQuery = z.infer<typeof revenueAccountsQuery>

/** What each account paid and how that moved in a month: the rows that the figures of the month are made of. Losses are positive numbers. */
export const revenueAccounts = z.strictObject({
  zone: z.string(),
  currency: z.string(),
  asOf: z.string(),
  month: z.string(),
  /** Those that moved the most first; at most 1,000. */
  accounts: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      opening: z.number(),
      new: z.number(),
      expansion: z.number(),
      contraction: z.number(),
      churn: z.number(),
      reactivation: z.number(),
      closing: z.number(),
      exchange: z.number().optional(),
    }),
  ),
  exchange: usedRates.nullable(),
  /** How many there are. */
  total: z.int(),
})
export type RevenueAccounts = z.infer<typeof revenueAccounts>

/** Whose cohorts. */
export const cohortQuery = segmentFilter({
  months: z.coerce.number('expected a number of months').int().min(1).max(36).default(12).describe('How many months of newcomers'),
  currency: currency.optional().describe('By default the one of the workspace'),
})
export type CohortQuery = z.infer<typeof cohortQuery>

/** What became of the accounts that began to pay in a month, month by month. */
export const cohortReport = z.strictObject({
  zone: z.string(),
  currency: z.string(),
  asOf: z.string(),
  cohorts: z.array(
    z.strictObject({
      month: z.string(),
      accounts: z.int(),
      /** What they paid at first, a month; null without a rate. */
      mrr: z.number().nullable(),
      /** By age in complete months, from the end of the first: share of the first MRR, and of the accounts, that is paid, or pays. */
      revenue: z.array(z.number().nullable()),
      logo: z.array(z.number().nullable()),
    }),
  ),
  /** Where currencies are counted together: the rates of the last days of first months. */
  exchange: usedRates.nullable(),
})
export type CohortReport = z.infer<typeof cohortReport>
