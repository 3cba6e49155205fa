import { locale } from './locale.ts'

const TAGS = { en: 'en', ja: 'ja-JP' } as const
const DASH = '–'

const cache = new Map<string, Intl.NumberFormat>()

function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale.value}${JSON.stringify(options)}`
  let format = cache.get(key)
  if (!format) cache.set(key, (format = new Intl.NumberFormat(TAGS[locale.value], options)))
  return format
}

/** A count with the reader's grouping. */
export function count(value: number): string {
  return number({ maximumFractionDigits: 0 }).format(value)
}

/** A share from 0 to 1 as a percentage with at most `digits` decimals, or exactly as many where it is `even`; a dash where there is none. */
export function percent(share: number | null | undefined, digits = 1, even = false): string {
  return share == null
    ? DASH
    : number({ style: 'percent', minimumFractionDigits: even ? digits : 0, maximumFractionDigits: digits }).format(share)
}

/** A difference of two shares in percentage points, with its sign: `+3.1`. */
export function points(difference: number | null | undefined): string {
  return difference == null
    ? DASH
    : number({ signDisplay: 'exceptZero', maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(difference * 100)
}

/** An amount in major units of `currency`. */
export function money(amount: number, currency: string): string {
  return number({ style: 'currency', currency }).format(amount)
}

/** A difference of amounts, with its sign. */
export function signedMoney(difference: number, currency: string): string {
  return number({ style: 'currency', currency, signDisplay: 'exceptZero' }).format(difference)
}

/** A price in minor units of `currency`, as the catalogue and billing keep it. */
export function price(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return money(minor / 10 ** digits, currency)
}

/** A decimal with at most `digits` places. */
export function decimal(value: number | null | undefined, digits = 2): string {
  return value == null ? DASH : number({ maximumFractionDigits: digits }).format(value)
}

/** A day such as `22 Nov 2026`, from ISO 8601 or epoch milliseconds, in the reader’s time zone unless another one is given. */
export function day(at: string | number | null | undefined, timeZone?: string): string {
  return date(at, { dateStyle: 'medium', ...(timeZone && { timeZone }) })
}

/** A short day such as `22 Nov`, in the reader’s time zone unless another one is given. */
export function shortDay(at: string | number, timeZone?: string): string {
  return date(at, { day: 'numeric', month: 'short', ...(timeZone && { timeZone }) })
}

/** A month such as `November 2026`, from `2026-11`. */
export function month(name: string): string {
  return date(`${name}-01`, { year: 'numeric', month: 'long' })
}

/** A day and a time of day, in the reader’s time zone unless another one is given. */
export function moment(at: string | number | null | undefined, timeZone?: string): string {
  return date(at, { dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) })
}

/** A day and a time of day in a zone, which is named: `24 Nov 2026, 05:28 (Asia/Tokyo)`. */
export function momentOf(at: string | number, timeZone: string): string {
  return `${moment(at, timeZone)} (${timeZone})`
}

/** A day and a time of day to the second on a wall clock of `timeZone`. */
export function momentIn(at: string | number, timeZone: string): string {
  return date(at, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
}

function date(at: string | number | null | undefined, options: Intl.DateTimeFormatOptions): string {
  if (at == null) return DASH
  // A day without a time is a day everywhere; reading it as midnight in Greenwich would show the day before in America.
  const value = typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? new Date(`${at}T00:00`) : new Date(at)
  return Number.isNaN(value.getTime()) ? DASH : new Intl.DateTimeFormat(locale.value === 'ja' ? 'ja-JP' : 'en-GB', options).format(value)
}
