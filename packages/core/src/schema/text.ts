import { z } from 'zod'

/** The languages that every text a person reads is written in. */
export const LOCALES = ['en', 'ja'] as const
export type Locale = (typeof LOCALES)[number]

/** Short plain text: no markup, at most 400 characters, never empty. */
export const shortText = z.string().trim().min(1).max(400)

/** The same words written in both languages. */
export const bothLanguages = z.strictObject({ en: shortText, ja: shortText })
export type BothLanguages = z.infer<typeof bothLanguages>

/** A name that people type into rules and URLs: lower case, digits, `-` and `_`, at most 64 characters. */
export const slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9_-]*$/, 'expected lower-case letters, digits, "-" or "_", starting with a letter or digit')

/** An id that the host chose (user, account): any text without control characters, at most 256 characters. */
export const hostId = z
  .string()
  .min(1)
  .max(256)
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'expected text without control characters')

/** A point in time as ISO 8601 with a zone, for example `2026-11-22T09:00:00Z`. */
export const instant = z.iso.datetime({ offset: true, error: 'expected a time such as 2026-11-22T09:00:00Z' })

/** A day of the calendar, wherever one is. */
export const day = z.iso.date('expected a day such as 2026-11-30')

/** ISO 4217 currency code, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as JPY or USD')

/** Where a link may lead: `https:`, `mailto:` or a path on the host's own site. */
export const link = z
  .string()
  .max(2000)
  .regex(/^(https:\/\/|mailto:|\/(?!\/)|#)/, 'expected https://, mailto:, a path that starts with "/", or "#"')
