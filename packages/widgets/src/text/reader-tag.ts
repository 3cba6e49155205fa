import type { Locale } from '@espalier/core/schema'

/**
 * The language tag for dates and numbers: the reader's own where it is of the widgets' language and valid
 * (`en-US` writes months before days), else the language's default.
 */
export function readerTag(locale: Locale): string {
  const fallback = locale === 'ja' ? 'ja-JP' : 'en-GB'
  for (const tag of globalThis.navigator?.languages ?? []) {
    if (!new RegExp(`^${locale}-`, 'i').test(tag)) continue
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? fallback
    } catch {
      continue
    }
  }
  return fallback
}
