import type { Locale } from '@espalier/core/schema'

const DAY = 86_400_000

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

/** A day in the reader's zone, with its year where the day alone would mislead. Undefined where `at` (epoch milliseconds) is no time. */
export function formatDay(at: number, tag: string, now: number): string | undefined {
  if (Number.isNaN(new Date(at).getTime())) return undefined
  const far = Math.abs(at - now) > 300 * DAY
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...(far && { year: 'numeric' as const }) }).format(at)
}
