import { z } from 'zod'
import { slug } from './text.ts'

/** What of a workspace somebody changes; `state` is that of a campaign, `colleague` who may sign in to the
 * console, `erased` that somebody's data were deleted, `merged` that two accounts
 * became one. */
export const CHANGE_KINDS = [
  'settings',
  'catalog',
  'definitions',
  'state',
  'rates',
  'key',
  'hook',
  'colleague',
  'erased',
  'merged',
] as const

/** Which changes are asked for. */
export const changeQuery = z.object({
  kind: z
    .enum(CHANGE_KINDS, `expected one of ${CHANGE_KINDS.join(', ')}`)
    .optional()
    .describe('Only changes of this'),
  campaign: slug.optional().describe('Only changes of the state of this campaign'),
  author: z.string().min(1).max(200).optional().describe('Only what this key or person changed'),
  before: z.coerce.number().int().min(1).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type ChangeQuery = z.output<typeof changeQuery>

const value = z.string().nullable().describe('JSON, cut where it is long; null where there was nothing')

/** Who changed what of a workspace and when. */
export const changeReport = z.object({
  changes: z
    .array(
      z.object({
        /** Its place among all changes, from 1 on. */
        place: z.int(),
        at: z.iso.datetime(),
        author: z.string(),
        kind: z.enum(CHANGE_KINDS),
        subject: z
          .string()
          .describe('The campaign, the currency, the key, the e-mail address of the colleague, or what was deleted; else empty'),
        differences: z
          .array(z.object({ field: z.string().describe('Such as plans[team].features.exports.limit'), before: value, after: value }))
          .describe('What became another, at most 50'),
        more: z.int().describe('How many differences are not listed'),
      }),
    )
    .describe('The newest first'),
  total: z.int(),
  next: z.int().nullable().describe('`before` of the next page; null on the last one'),
  authors: z.array(z.string()).describe('Everybody who ever changed something, in order'),
})
export type ChangeReport = z.infer<typeof changeReport>

/** What somebody else changed of something after it was read: `facts` of the error `changed-meanwhile`. */
export interface ChangedMeanwhile {
  /** Who changed it, the last one first. */
  authors: string[]
  /** When it was changed last, ISO 8601. */
  at?: string
  /** What became another since it was read, as in the log of changes. */
  differences: ChangeReport['changes'][number]['differences']
  /** How many differences are not listed. */
  more: number
}
