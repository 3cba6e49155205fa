import { GATES } from '@espalier/core'
import { CAMPAIGN_STATES, hostId, instant, MOTIONS, slug } from '@espalier/core/schema'
import { z } from 'zod'

const both = z.object({ en: z.string(), ja: z.string() })
const place = z.string().min(1).max(200)
/** Anything else that could be read as an address has a path that no page ever had: that of `javascript:1` is `1`. */
const page = z
  .string()
  .max(2000)
  .refine(
    (url) => url.startsWith('/') || (/^https?:/i.test(url) && URL.canParse(url)),
    'expected an address with http or https, or a path that starts with "/"',
  )

/** The query. Several places are several `place`, or one with commas between them. */
export const explainQuery = z.object({
  user: hostId.optional().describe('A user id, or the id of a visitor'),
  anonymous: hostId.optional().describe('The id of a visitor, in place of "user"'),
  account: hostId.optional().describe('The account; by default the one of the person’s last group event'),
  at: instant.optional().describe('A moment of the past; by default now'),
  url: page.optional().describe('Address or path of the page; by default the last one that was recorded'),
  place: z.string().max(5000).optional().describe('Places on the page: names of slots, and "gate:<feature>"'),
  campaign: slug.optional().describe('Only this campaign'),
})

/** Places that the query names. */
export const placeList = z.array(place).max(100)

const reason = z.looseObject({
  gate: z.enum(GATES),
  code: z.string(),
  path: z.string().optional(),
  until: z.number().optional().describe('Epoch milliseconds from when it no longer holds'),
  words: both,
})

/** What `GET /v1/decisions/explain` answers. */
export const explanation = z.object({
  at: z.string(),
  user: z.string(),
  account: z.string(),
  known: z.boolean().describe('False: nobody of this id was seen until then; what follows holds for a stranger'),
  page: z.object({
    path: z.string().optional(),
    places: z.array(z.string()),
    assumed: z.boolean().describe('The page was not recorded; it is assumed that every place was on it'),
  }),
  facts: z.looseObject({}).describe('What was known, as the tree that rules read'),
  input: z.looseObject({}).describe('Everything that the engine was given'),
  decisions: z.array(
    z.object({
      campaign: z.string(),
      version: z.int(),
      name: z.string(),
      motion: z.enum(MOTIONS),
      kind: z.string(),
      state: z.enum(CAMPAIGN_STATES),
      place: z.string(),
      verdict: z.enum(['shown', 'queued', 'blocked', 'held-out', 'unknown']),
      arm: z.string().optional(),
      winner: z.string().optional(),
      summary: both,
      reasons: z.array(reason),
      change: z.array(both).describe('What would have to be different for it to appear'),
      rule: z
        .array(z.object({ words: both, pass: z.boolean().nullable() }))
        .describe('The clauses of its audience; null where only the page can tell'),
    }),
  ),
})
export type Explanation = z.infer<typeof explanation>
