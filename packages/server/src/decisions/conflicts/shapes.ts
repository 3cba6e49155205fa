import { campaign, slug } from '@espalier/core/schema'
import { z } from 'zod'

/** Body of `POST /v1/decisions/conflicts`: a draft, or the id of a campaign whose draft is meant. */
export const conflictsRequest = z.strictObject({ campaign: z.union([slug, campaign], 'expected a campaign, or the id of one') })

/** Which running campaigns the draft would meet, as things are now. Counts are of accounts. */
export const conflictsAnswer = z.object({
  /** Campaigns for the same place, or that also interrupt; most shared accounts first. */
  rivals: z.array(
    z.object({
      campaign: z.string(),
      name: z.string(),
      place: z.string(),
      priority: z.int(),
      /** Accounts with somebody for whom both are meant. */
      sharedAccounts: z.int(),
      /** Who would be shown to most of them. */
      winner: z.string(),
    }),
  ),
  /** Accounts for whom the draft is meant, and that have no attention left for it. */
  lostToBudget: z.object({ accounts: z.int(), share: z.number() }),
  /** Accounts that were looked at. */
  sampled: z.int(),
})
export type ConflictsAnswer = z.infer<typeof conflictsAnswer>
