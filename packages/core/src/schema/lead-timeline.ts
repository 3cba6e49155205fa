import { z } from 'zod'

/** What of a lead people change. */
export const LEAD_FIELDS = ['state', 'reason', 'side', 'cs', 'sales', 'dueOn', 'nextStep'] as const
export type LeadField = (typeof LEAD_FIELDS)[number]

/** One moment in the life of a lead: who changed what. */
export const leadMoment = z.strictObject({
  /** ISO 8601. */
  at: z.string(),
  /** The campaign that passed the lead and said with whom it begins, people, the billing ledger, or a conversion with money. */
  by: z.enum(['campaign', 'people', 'billing', 'order']),
  /** Who wrote it, where people did; else null. */
  author: z.string().nullable(),
  /** Both are null where a text was deleted with the person or the account it may name. */
  changes: z.array(
    z.strictObject({
      field: z.enum(LEAD_FIELDS),
      /** Null where there was nothing, or where it was not written down yet. */
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type LeadMoment = z.infer<typeof leadMoment>
