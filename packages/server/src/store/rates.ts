/** What one unit of a currency was worth on a day, in units of another; both are major units. */
export interface DatedRate {
  /** Upper case. */
  currency: string
  /** Days since the epoch, in the workspace's zone. */
  day: number
  /** A decimal as it was told, for example `162.35`. */
  rate: string
}

/** A table of exchange rates by currency and day. */
export interface RateStore {
  /** All rates to a currency, by currency and day. */
  ratesTo(to: string): Promise<DatedRate[]>
  /** Keeps rates to a currency; a later word replaces an earlier one, and null takes a day away. Call it in a transaction. */
  saveRates(to: string, rates: readonly (Omit<DatedRate, 'rate'> & { rate: string | null })[]): Promise<void>
}
