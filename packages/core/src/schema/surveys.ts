import { z } from 'zod'
import { slug } from './text.ts'
import { month, segmentBy } from './segmented.ts'

/** Which answers. One question or one way to tell accounts apart at a time: crossing them would show what single people said. */
export const surveyQuery = z
  .object({
    month: month.optional().describe('Answers of the 90 days until the end of this month; by default until now'),
    campaign: slug.optional().describe('Only answers to this question'),
    by: segmentBy.optional(),
  })
  .refine(({ campaign, by }) => campaign === undefined || by === undefined, {
    path: ['by'],
    error: 'expected either "campaign" or "by", because both together would show what single people said',
  })
export type SurveyQuery = z.infer<typeof surveyQuery>

const number = z.number().nullable()
/** `too-few-answers`: fewer than five people, or so few others that theirs would follow. */
const reason = z.string().optional()

const npsFigures = z.strictObject({ n: z.int().nullable(), nps: number, margin: number, reason })
const csatFigures = z.strictObject({ n: z.int().nullable(), share: number, low: number, high: number, mean: number, reason })

const groupsOf = <T extends z.ZodType>(figures: T) =>
  z.strictObject({
    rows: z.array(z.strictObject({ value: z.string(), figures })),
    /** The groups that are too small to be shown, and as many others as keep them from being worked out, taken together. */
    rest: figures.nullable(),
    reason,
  })

/** What people answered, one answer a person: the last one of 90 days. */
export const surveyReport = z.strictObject({
  zone: z.string(),
  asOf: z.string(),
  month: z.string(),
  complete: z.boolean(),
  /** Days until the end of the month, or until now. */
  days: z.int(),
  /** Questions that may be asked for by themselves. */
  campaigns: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  campaign: z.string().nullable(),
  nps: npsFigures,
  /** How many people gave which score, 0 to 10; null with a reason. */
  scores: z.array(z.int()).nullable(),
  csat: csatFigures,
  /** How many people gave which score, 1 to 5. */
  satisfaction: z.array(z.int()).nullable(),
  trend: z.array(z.strictObject({ month: z.string(), complete: z.boolean(), nps: npsFigures, csat: csatFigures })),
  segments: z.strictObject({ by: z.string(), nps: groupsOf(npsFigures), csat: groupsOf(csatFigures) }).nullable(),
  /** The newest first, without names; none with `by` or `campaign`. */
  comments: z.array(z.strictObject({ month: z.string(), group: z.enum(['promoter', 'passive', 'detractor']), text: z.string() })),
  /** How many there are, those that are not listed included. A table has all of them. */
  commentsInAll: z.int(),
})
export type SurveyReport = z.infer<typeof surveyReport>
