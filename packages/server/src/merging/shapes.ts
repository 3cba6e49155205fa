import { hostId } from '@espalier/core/schema'
import { z } from 'zod'

/** Body of a merge, and query of its preview. */
export const mergeInto = z.strictObject({ into: hostId.describe('Id of the account that it becomes part of') })

/** Answer of a merge. */
export const mergeAnswer = z.object({
  account: z.string().describe('The id that is an account of its own no more'),
  into: z.string().describe('The account that it is part of'),
  at: z.iso.datetime(),
})

/** What a merge would come to. */
export const mergePreview = z.object({
  account: z.string(),
  into: z.string(),
  people: z.int().describe('Who would come along'),
  events: z.int(),
  conversions: z.int(),
  stripeCustomers: z.array(z.string()),
  subscriptions: z.array(z.string()).describe('Ids, ended ones included'),
  campaigns: z.object({
    moved: z.int().describe('Met by the one alone'),
    both: z.array(z.object({ campaign: z.string(), arm: z.string(), intoArm: z.string() })).describe('Met by both, with the arm of each'),
  }),
})
