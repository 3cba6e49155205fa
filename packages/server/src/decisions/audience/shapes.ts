import { campaign, condition, slug } from '@espalier/core/schema'
import { z } from 'zod'

/** Body of `POST /v1/decisions/audience`: an audience, a draft, or the id of a campaign whose draft is meant. */
export const audienceRequest = z
  .strictObject({
    audience: condition.optional(),
    campaign: z.union([slug, campaign], 'expected a campaign, or the id of one').optional(),
    limit: z.int().min(1).max(50).default(10),
  })
  .refine((body) => (body.audience === undefined) !== (body.campaign === undefined), {
    path: ['audience'],
    error: 'expected either audience or campaign',
  })

const heads = z.object({ people: z.int(), accounts: z.int() })
const words = z.object({ en: z.string(), ja: z.string() })
const clause = { path: z.string().nullable(), operator: z.string(), needed: z.unknown() }

/** Who matches now. Where there are very many people, a share of the accounts was looked at and the counts are scaled up. */
export const audienceAnswer = z.object({
  total: heads,
  /** Conditions over the page count as met: nobody is on a page now. */
  matching: heads,
  /** Share of the accounts that was looked at, 0 to 1. */
  share: z.number(),
  sample: z.array(z.object({ user: z.string(), account: z.string() })),
  nearest: z.array(
    z.object({
      user: z.string(),
      account: z.string(),
      lacking: z.array(z.looseObject({ gate: z.string(), code: z.string(), words })),
      distance: z.number(),
    }),
  ),
  /** How many people meet each condition; `open` where only the page could tell. */
  byClause: z.array(z.object({ ...clause, passing: z.int(), open: z.int() })),
})
export type AudienceAnswer = z.infer<typeof audienceAnswer>
