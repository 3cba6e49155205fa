import { z } from 'zod'

/** Which rows of a long list are asked for, in the query of an address. */
export const rowPage = {
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('How many are listed; 100 unless named, and all of them in a table'),
}
