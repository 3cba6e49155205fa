import { z } from 'zod'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-11')
const share = z.number().nullable()

/** Which months, both included. */
export const revenueQuery = z
  .object({
    from: month.optional().describe('First month; by default the twelfth before the last'),
    to: month.optional().describe('Last month; by default the present one'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as JPY or USD')
      .optional()
      .describe('By default the one of the workspace'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'expected a month that is not before "from"',
  })
export type RevenueQuery = z.infer<typeof revenueQuery>

const revenueMonth = z.strictObject({
  month: z.string(),
  /** False for the month that goes on. */
  complete: z.boolean(),
  /** Monthly recurring revenue, in the currency's major unit. Losses are positive numbers. */
  mrr: z.strictObject({
    opening: z.number(),
    new: z.number(),
    expansion: z.number(),
    contraction: z.number(),
    churn: z.number(),
    reactivation: z.number(),
    closing: z.number(),
  }),
  /** Expansion by its cause, for example `seat`. */
  expansionByCause: z.record(z.string(), z.number()),
  accounts: z.strictObject({
    opening: z.int(),
    /** Paying at the end and not at the beginning. */
    added: z.int(),
    /** Paying at the beginning and not at the end. */
    churned: z.int(),
    /** Came for the first time and were gone again before the end. */
    earlyExits: z.int(),
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
  quickRatio: z.number().nullable(),
})
export type RevenueMonth = z.infer<typeof revenueMonth>

/** How recurring revenue moved, month by month. Shares are fractions; null where what they are divided by is 0. */
export const revenueReport = z.strictObject({
  zone: z.string(),
  currency: z.string(),
  asOf: z.string(),
  months: z.array(revenueMonth),
  /** Means of the last twelve complete months, or of as many as there are. */
  trailing: z.strictObject({ months: z.int(), grossChurn: share, netChurn: share, customerChurn: share, nrr: share, grr: share }),
  /** What an account brings in its life: ARPA divided by customer churn. Revenue, not profit, as no margin is known. */
  ltv: z.strictObject({
    value: z.number().nullable(),
    /** `too-few-months`, `too-few-churned`, or `no-churn`. */
    reason: z.string().optional(),
    months: z.int(),
    churned: z.int(),
  }),
  /** Other currencies that money came in; each has a report of its own. */
  otherCurrencies: z.array(z.string()),
})
export type RevenueReport = z.infer<typeof revenueReport>
