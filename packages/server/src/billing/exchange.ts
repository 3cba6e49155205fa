import type { DatedRate } from '../store/rates.ts'
import { minorDigits, toMajor } from './money.ts'

/** An amount of the currency that reports are in: a whole number of 10^-15 of its major unit. Sums of exchanged amounts stay exact. */
export type FineAmount = bigint

/** Decimals of a rate that are kept. */
export const RATE_DECIMALS = 12
/** The most minor digits that a currency has. */
const MINOR_DIGITS = 3
const FINE_DIGITS = RATE_DECIMALS + MINOR_DIGITS
/** A rate holds until the next one, but for no longer than this many days: a table of months is enough, a forgotten one is not. */
const HOLDS_DAYS = 31

/** A rate as it was found for a day. */
export interface FoundRate extends DatedRate {
  /** What one minor unit of the currency is worth. */
  worth: FineAmount
}

/** A table of rates to one currency. */
export interface Exchange {
  to: string
  /** The rate of a day (days since the epoch), or the last one before it, as long as that holds; undefined where there is none. */
  rateOn(currency: string, day: number): FoundRate | undefined
}

/** Reads a table of rates, given by currency and day. The currency itself is worth 1 at all times. */
export function createExchange(to: string, rates: readonly DatedRate[]): Exchange {
  const found = rates.map((one) => ({ ...one, worth: scaled(one.rate) * 10n ** BigInt(MINOR_DIGITS - minorDigits(one.currency)) }))
  const tables = Map.groupBy(found, (one) => one.currency)
  const itself = { currency: to, day: 0, rate: '1', worth: 10n ** BigInt(FINE_DIGITS - minorDigits(to)) }
  const known = new Map<string, Map<number, FoundRate | undefined>>()
  return {
    to,
    rateOn(currency, day) {
      if (currency === to) return itself
      let days = known.get(currency)
      if (!days) known.set(currency, (days = new Map()))
      if (!days.has(day)) days.set(day, find(currency, day))
      return days.get(day)
    },
  }

  function find(currency: string, day: number): FoundRate | undefined {
    const rate = tables.get(currency)?.findLast((one) => one.day <= day)
    return rate && day - rate.day <= HOLDS_DAYS ? rate : undefined
  }
}

/** The amount in major units, rounded half away from zero to the currency's last minor digit: once, where it is shown. */
export function shown(amount: FineAmount, currency: string): number {
  const unit = 10n ** BigInt(FINE_DIGITS - minorDigits(currency))
  const size = amount < 0n ? -amount : amount
  const minor = Number((size + unit / 2n) / unit)
  return minor === 0 ? 0 : toMajor(amount < 0n ? -minor : minor, currency)
}

function scaled(rate: string): bigint {
  const [whole = '', decimals = ''] = rate.split('.')
  return BigInt(whole + decimals.padEnd(RATE_DECIMALS, '0'))
}
