import type { Locale } from '@espalier/core/schema'

/** The languages in the order in which they are shown. */
export const LOCALES: readonly Locale[] = ['en', 'ja']

/** Each language by its own name. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' }
