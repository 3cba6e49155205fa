import { z } from 'zod'
import { currency } from './text.ts'

const ends = { estimate: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }

/**
 * What a campaign cost, and what came back for it: `(money a month x months - cost) / cost`. 1 means that each unit spent came back and
 * brought another one. Money is in the currency's major unit.
 */
export const costReturn = z.strictObject({
  /** Of the cost as it was given. */
  costCurrency: currency,
  /** What was spent until now, part by part. */
  cost: z.strictObject({
    once: z.number(),
    /** Accounts that it was shown to, and what they cost together. */
    shown: z.strictObject({ accounts: z.int(), each: z.number(), amount: z.number() }),
    accepted: z.strictObject({ accounts: z.int(), each: z.number(), amount: z.number() }),
    total: z.number(),
  }),
  /** `total` in the currency of the report; null without a rate. */
  spent: z.number().nullable(),
  /** The rate that it was exchanged with, where the cost is in another currency. */
  exchange: z.strictObject({ currency, day: z.string(), rate: z.string() }).optional(),
  /** Whether the money of the campaign comes back each month. */
  recurring: z.boolean(),
  /** For how many months recurring money is counted; 1 where nothing recurs. */
  months: z.int(),
  /** What the campaign caused, by the hold-out: the difference of money per account times the accounts of the shown arms. */
  incremental: z.strictObject({
    /** Money a month, with the ends of the interval that holds at every look. */
    money: z.strictObject(ends),
    return: z.strictObject(ends),
    /** Why there is no number, for example `not-enough-data`. */
    reason: z.string().optional(),
  }),
  /** What followed the campaign and was still paid after 90 days; younger credits are not counted. */
  credited: z.strictObject({
    money: z.number().nullable(),
    /** Credits that are too young to count, a month. */
    maturing: z.number(),
    return: z.number().nullable(),
    reason: z.string().optional(),
  }),
})
export type CostReturn = z.infer<typeof costReturn>
