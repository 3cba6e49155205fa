import { z } from 'zod'

/** The finest share that is planned with. Below it, numbers of accounts leave what is counted exactly. */
const FINEST = 0.000_01

/** What a campaign is to find out. Shares are between 0 and 1. */
export const sampleQuestion = z
  .object({
    baseRate: z.coerce.number().gte(FINEST).lt(1).describe('Share of accounts that reach the goal without the campaign'),
    difference: z.coerce.number().gte(FINEST).lt(1).describe('The smallest difference of shares that would matter; 0.01 is one point'),
    holdout: z.coerce.number().gte(0.001).lte(0.999).describe('Share of accounts that is held out'),
    accountsPerWeek: z.coerce.number().gt(0).max(1e9).optional().describe('Accounts that become eligible in a week'),
  })
  .refine(({ baseRate, difference }) => baseRate + difference <= 1, {
    path: ['difference'],
    error: 'expected a share that together with baseRate is not above 1',
  })
export type SampleQuestion = z.infer<typeof sampleQuestion>

const size = z.object({
  accounts: z.int().describe('In both arms together'),
  heldOut: z.int().describe('Of these'),
  weeks: z.number().nullable().describe('Until that many accounts are eligible; null where accountsPerWeek is not given'),
})

/** How many accounts it takes to see such a difference in 4 of 5 campaigns that have it. */
export const samplePlan = z.object({
  everyLook: size.describe('By the confidence sequence that reports judge by, however often somebody looks'),
  oneLook: size.describe('By one look at the end'),
})
export type SamplePlan = z.infer<typeof samplePlan>
