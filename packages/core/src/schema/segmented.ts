import { z } from 'zod'

/** A calendar month of the workspace's zone. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-11')

/** What accounts can be told apart by: `plan`, `phase`, or the name of a trait such as `industry` or `touch`. */
export const segmentBy = z.string().min(1).max(100).describe('plan, phase, or a trait of accounts such as industry or touch')

/** A query with `by` and, where a report can be narrowed to one group, `value`. */
export function segmentFilter<S extends z.core.$ZodLooseShape>(
  shape: S,
): z.ZodObject<S & { by: z.ZodOptional<typeof segmentBy>; value: z.ZodOptional<z.ZodString> }> {
  const fields = {
    ...shape,
    by: segmentBy.optional(),
    value: z.string().max(1000).optional().describe('Only accounts that have this value of "by"'),
  }
  return z.object(fields).superRefine((query, context) => {
    const { by, value } = query as { by?: string; value?: string }
    if (value !== undefined && by === undefined) {
      context.addIssue({ code: 'custom', path: ['by'], message: 'expected what "value" is a value of, such as plan' })
    }
  })
}
