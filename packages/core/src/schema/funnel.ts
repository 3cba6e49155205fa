import { z } from 'zod'
import { propertiesCondition } from './condition.ts'
import { instant } from './text.ts'

/** One step: an event, and what its properties have to be. */
const step = z.strictObject({
  event: z.string().min(1).max(200).describe('Name of a track event'),
  where: propertiesCondition.optional().describe('Condition over the properties of the event'),
})

/** Which way through which events is asked about. */
export const funnelQuestion = z
  .strictObject({
    steps: z.array(step).min(2).max(10).describe('In their order'),
    from: instant.optional().describe('The first step happens from then on; 30 days before `to` where it is missing'),
    to: instant.optional().describe('The first step happens before then; now where it is missing'),
    by: z.enum(['account', 'user']).default('account').describe('Who takes the steps'),
    windowDays: z.number().positive().max(365).default(14).describe('Days after the first step in which the others count'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['from'],
    error: 'expected a time before `to`',
  })
export type FunnelQuestion = z.output<typeof funnelQuestion>

/** How far how many came. */
export const funnelReport = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  by: z.enum(['account', 'user']),
  windowDays: z.number(),
  asOf: z.iso.datetime(),
  steps: z.array(
    z.object({
      event: z.string(),
      reached: z.int().describe('Accounts or users that took this step after all before it'),
      ofFirst: z.number().nullable().describe('Share of those who took the first step; null where nobody did'),
      ofPrevious: z.number().nullable().describe('Share of those who took the step before; null for the first, and where nobody did'),
    }),
  ),
})
export type FunnelReport = z.infer<typeof funnelReport>

/** Which rows behind a number of a funnel are asked for. */
export const funnelRowsQuestion = funnelQuestion
  .safeExtend({
    step: z.int().min(1).max(10).describe('Which step, from 1 on'),
    which: z
      .enum(['reached', 'stopped'], 'expected reached or stopped')
      .default('reached')
      .describe('`stopped`: only those who came no further'),
    offset: z.int().min(0).default(0).describe('How many are left out at the beginning'),
    limit: z.int().min(1).max(10_000).optional().describe('How many are listed; 100 unless named, and all of them in a table'),
  })
  .refine(({ steps, step: place }) => place <= steps.length, { path: ['step'], error: 'expected one of the steps' })
export type FunnelRowsQuestion = z.output<typeof funnelRowsQuestion>

/** Who stands behind a number of a funnel. */
export const funnelRows = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  by: z.enum(['account', 'user']),
  step: z.int(),
  which: z.enum(['reached', 'stopped']),
  asOf: z.iso.datetime(),
  total: z.int().describe('How many can be listed'),
  erased: z.int().describe('How many more were erased since: they are part of the number, and never listed'),
  rows: z
    .array(z.object({ id: z.string(), name: z.string(), at: z.iso.datetime().describe('When the step was first reached') }))
    .describe('The latest first'),
})
export type FunnelRows = z.infer<typeof funnelRows>
