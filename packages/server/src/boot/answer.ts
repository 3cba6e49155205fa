import { z } from 'zod'

const bothNames = z.object({ en: z.string(), ja: z.string() })

/** `Boot` of the core's schema, as the reference describes it. */
export const bootAnswer = z.object({
  at: z.number().describe('Server time, epoch milliseconds'),
  ttl: z.number().describe('Seconds for which this answer may be used'),
  userId: z.string().optional(),
  groupId: z.string().optional(),
  edition: z.string().describe('Names the campaigns: the same edition is the same campaigns'),
  settled: z.literal(true).optional().describe('No rule is left to ask of the campaigns but the moment'),
  campaigns: z
    .array(
      z.object({
        version: z.int(),
        campaign: z.looseObject({ id: z.string() }).describe('The published campaign; its audience is what the page still has to check'),
        assigned: z.string().optional().describe('The arm, for campaigns that are assigned from outside'),
      }),
    )
    .optional()
    .describe('Missing where the request named this edition of them'),
  facts: z.object({ plan: z.looseObject({}), survey: z.looseObject({}), campaign: z.looseObject({}) }),
  counters: z.record(z.string(), z.object({ d: z.int(), n: z.array(z.number()), t: z.number(), f: z.number(), l: z.number() })),
  accountCounters: z.record(z.string(), z.looseObject({})),
  events: z.array(z.object({ id: z.string(), event: z.string(), where: z.looseObject({}) })),
  entitlements: z.record(
    z.string(),
    z.object({
      kind: z.enum(['boolean', 'metered']),
      name: bothNames,
      allowed: z.boolean(),
      used: z.number().optional(),
      limit: z.number().nullable().optional().describe('null is unlimited'),
      resetsAt: z.string().optional(),
      event: z.string().optional(),
      pace: z.number().optional().describe('Uses a day, over the last 14 days'),
    }),
  ),
  history: z.looseObject({
    campaigns: z.looseObject({}),
    userAttention: z.array(z.tuple([z.number(), z.number()])).describe('Time and cost of impressions'),
    accountAttention: z.array(z.tuple([z.number(), z.number()])),
  }),
  settings: z.looseObject({ holdout: z.number(), zone: z.string() }),
  gpc: z.literal(true).optional().describe('Global Privacy Control is respected'),
  error: z
    .object({ code: z.literal('token'), message: z.string() })
    .optional()
    .describe('Whom the page named was not proven; the answer is about nobody'),
})
