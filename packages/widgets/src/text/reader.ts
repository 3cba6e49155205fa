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

/** A number with the reader's grouping, at most two decimals. */
export function formatNumber(value: number, tag: string): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value)
}

/** A day in the reader's zone, with its year where the day alone would mislead. */
export function formatDay(at: Date, tag: string, now: Date): string {
  const far = Math.abs(at.getTime() - now.getTime()) > 300 * 86_400_000
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...(far && { year: 'numeric' as const }) }).format(at)
}
