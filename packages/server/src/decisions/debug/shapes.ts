import { hostId } from '@espalier/core/schema'
import { z } from 'zod'
import { explanation } from '../explain/shapes.ts'

/** Whom a link to the overlay is about. */
export const debugRequest = z.strictObject({
  user: hostId.describe('A user id, or the id of a visitor'),
  account: hostId.optional().describe('The account; by default the one of the person’s last group event'),
})

/** What `POST /v1/debug` answers. */
export const debugLink = z.object({
  token: z.string().describe('Stands behind #espalier-debug= in the address of the page'),
  expiresAt: z.string(),
  user: z.string(),
  page: z.string().optional().describe('The page that this person was last seen on'),
})

/** The query of `GET /v1/debug`. */
export const debugQuery = z.object({
  url: z.string().min(1).max(2000).optional().describe('Address or path of the page'),
  place: z.string().max(5000).optional().describe('Places on the page, with commas between them'),
})

/** What `GET /v1/debug` answers: the explanation, and what the campaigns look like. */
export const debugAnswer = explanation.extend({
  campaigns: z.array(z.object({ campaign: z.string(), name: z.string(), kind: z.string(), content: z.looseObject({}) })),
})
