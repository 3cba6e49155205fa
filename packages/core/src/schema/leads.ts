import { z } from 'zod'
import { month, segmentFilter } from './segmented.ts'
import { day, hostId, shortText, slug } from './text.ts'

/** How a lead stands: nobody said anything yet, people took it up, turned it down, or it was won. */
export const LEAD_STATES = ['new', 'accepted', 'rejected', 'won'] as const
export type LeadState = (typeof LEAD_STATES)[number]

/** Who can have the next step: customer success, or sales. Both stay with a lead to its end. */
export const LEAD_SIDES = ['cs', 'sales'] as const
export type LeadSide = (typeof LEAD_SIDES)[number]

const side = z.enum(LEAD_SIDES, 'expected cs or sales')
/** Somebody of the own team, by name or e-mail address. */
const colleague = z.string().trim().min(1, 'expected a name or an e-mail address').max(120)

/** How a campaign hands its leads over; what is missing is open. It holds for leads that are passed while the version is in force. */
export const handover = z.strictObject({
  /** Whose turn it is first; sales by default. */
  side: side.optional(),
  /** Who of customer success stays with the account. */
  cs: colleague.optional(),
  /** Who of sales takes it up. */
  sales: colleague.optional(),
  /** The next step is due so many days of the calendar after the lead was passed; 0 is the same day. */
  dueDays: z.int().min(0).max(365).optional(),
  nextStep: shortText.optional(),
})
export type Handover = z.infer<typeof handover>

/** Which leads: those passed or won in a month; without one all. */
export const leadQuery = segmentFilter(
  z.object({
    month: month.optional().describe('Leads that were passed or won in it; by default all'),
    state: z.enum(LEAD_STATES, 'expected new, accepted, rejected or won').optional().describe('Only leads that stand so'),
    campaign: slug.optional().describe('Only leads that it passed'),
    account: hostId.optional().describe('Only leads of this account'),
    owner: colleague.optional().describe('Only leads whose owner of customer success or of sales is named so'),
    overdue: z.enum(['true', 'false'], 'expected true or false').optional().describe('Only leads whose next step is overdue, or is not'),
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
  /** Whose turn it is. */
  side: z.enum(LEAD_SIDES),
  /** Who of customer success stays with the account, and who of sales; null where nobody is named yet. */
  cs: z.string().nullable(),
  sales: z.string().nullable(),
  /** Whoever of the two has the turn. */
  owner: z.string().nullable(),
  /** The day by which the next step is to be done, of the workspace's calendar. */
  dueOn: z.string().nullable(),
  /** True once that day is over, while the lead is new or taken up. */
  overdue: z.boolean(),
  nextStep: z.string().nullable(),
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
  /** Everybody who is named as an owner of any lead, in order. */
  owners: z.array(z.string()),
})
export type LeadReport = z.infer<typeof leadReport>

/** What people say of a lead, or change of who does what next. `new` takes back what was said of its state; null empties a field. */
export const leadWord = z
  .strictObject({
    state: z.enum(LEAD_STATES, 'expected new, accepted, rejected or won').optional(),
    reason: z.string().trim().min(3).max(400).optional(),
    side: side.optional(),
    cs: colleague.nullable().optional(),
    sales: colleague.nullable().optional(),
    dueOn: day.nullable().optional(),
    nextStep: shortText.nullable().optional(),
  })
  .superRefine((word, context) => {
    const { state, reason } = word
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (Object.values(word).every((value) => value === undefined)) complain('state', 'expected a state, or what else is to be changed')
    if (state === 'rejected' && reason === undefined) complain('reason', 'expected why it is turned down, in at least 3 characters')
    if (state !== 'rejected' && reason !== undefined) complain('reason', 'expected a reason with "rejected" alone')
  })
export type LeadWord = z.infer<typeof leadWord>
