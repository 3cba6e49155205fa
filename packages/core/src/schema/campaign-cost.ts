import { z } from 'zod'
import { currency } from './text.ts'

const amount = z.number().min(0).max(1e12)

/**
 * What a campaign costs, in the currency's major unit. It is known to those who read the report and never sent to a page. The saved draft
 * counts at once: what something cost is often known later than what was shown.
 */
export const campaignCost = z
  .strictObject({
    /** Once, for example writing and setting it up. */
    once: amount.optional(),
    /** For each account that it was shown to. */
    perShown: amount.optional(),
    /** For each account that accepted or answered, for example an incentive. */
    perAccepted: amount.optional(),
    /** By default the currency of the report. */
    currency: currency.optional(),
    /** For how many months an upgrade is counted when the return is worked out. */
    months: z.int().min(1).max(60).default(12),
  })
  .refine(({ once, perShown, perAccepted }) => (once ?? perShown ?? perAccepted) !== undefined, {
    path: ['once'],
    error: 'expected once, perShown or perAccepted',
  })
export type CampaignCost = z.infer<typeof campaignCost>
