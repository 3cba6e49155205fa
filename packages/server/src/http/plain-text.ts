import { z } from 'zod'

/** A line that somebody typed: no control characters, which a database may refuse and a screen cannot show. */
export const plainText = z
  .string()
  .trim()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'expected text without control characters')
