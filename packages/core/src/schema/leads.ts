import { z } from 'zod'
import { month, segmentFilter } from './segmented.ts'
import { hostId, slug } from './text.ts'

/** How a lead stands: nobody said anything yet, people took it up, turned it down, or it was won. */
export const LEAD_STATES = ['new', 'accepted', 'rejected', 'won'] as const
export type LeadState = (typeof LEAD_STATES)[number]

/** Which leads: those passed or won in a month; without one all. */
export const leadQuery = segmentFilter(
  z.object({
    month: month.optional().describe('Leads that were passed or won in it; by default all'),
    state: z.enum(LEAD_STATES, 'expected new, accepted, rejected or won').optional().describe('Only leads that stand so'),
    campaign: slug.optional().describe('Only leads that it passed'),
    account: hostId.optional().describe('Only leads of this account'),
  }).shape,
)
export type LeadQuery = z.infer<typeof leadQuery>

/** An account that a campaign passed to a person, and what became of it. */
export const lead = z.strictObject({
  campaign: z.string(),
  campaignName: z.string(),
  account: z.string(),
  name: z.string(),
  /** Who accepted in the product. */
  person: z.string(),
  /** When somebody of the account first accepted; ISO 8601, as the other times. */
  passedAt: z.string(),
  state: z.enum(LEAD_STATES),
  /** Since when it stands so. */
  since: z.string(),
  /** Who says so: people, the billing ledger, or a conversion with money; null for a new one. */
  by: z.enum(['people', 'billing', 'order']).nullable(),
  /** Who wrote it, where people say so. */
  author: z.string().optional(),
  /** Why it was turned down. */
  reason: z.string().optional(),
})
export type Lead = z.infer<typeof lead>

/** Leads, the newest first. They are counted, never added up in money. */
export const leadReport = z.strictObject({
  zone: z.string(),
  asOf: z.string(),
  month: z.string().nullable(),
  /** False where no published campaign passes leads. */
  passing: z.boolean(),
  leads: z.array(lead),
  /** How many there are; at most 1,000 are listed. */
  total: z.int(),
})
export type LeadReport = z.infer<typeof leadReport>

/** What people say of a lead. `new` takes back what was said. */
export const leadWord = z
  .strictObject({
    state: z.enum(LEAD_STATES, 'expected new, accepted, rejected or won'),
    reason: z.string().trim().min(3).max(400).optional(),
  })
  .superRefine(({ state, reason }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['reason'], message })
    if (state === 'rejected' && reason === undefined) complain('expected why it is turned down, in at least 3 characters')
    if (state !== 'rejected' && reason !== undefined) complain('expected a reason with "rejected" alone')
  })
export type LeadWord = z.infer<typeof leadWord>
