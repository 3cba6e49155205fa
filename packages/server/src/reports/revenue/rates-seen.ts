import type { UsedRates } from '@espalier/core/schema'
import type { FineAmount, FoundRate } from '../../billing/exchange.ts'

const DAY_MS = 86_400_000
/** Rates that are listed. */
const MOST = 400

/** Remembers which rates a report was made with, and which it looked for in vain. */
export interface RatesSeen {
  /** What one minor unit is worth by the rate that was found for a day; 0 and remembered as missing where there is none. */
  take(rate: FoundRate | undefined, currency: string, day: number): FineAmount
  /** Whether something was missing since this was asked last; what was, is told of `month`. */
  lacks(month: string): boolean
  told(): UsedRates
}

/** A memory for one report in the currency `to`. */
export function createRatesSeen(to: string): RatesSeen {
  const used = new Map<string, FoundRate>()
  const missing: UsedRates['missing'] = []
  let lately = new Map<string, { currency: string; day: string }>()
  return {
    take(rate, currency, day) {
      if (!rate) lately.set(`${currency} ${day}`, { currency, day: written(day) })
      else if (currency !== to) used.set(`${currency} ${rate.day}`, rate)
      return rate?.worth ?? 0n
    },
    lacks(month) {
      const found = [...lately.values()].toSorted((one, other) => (one.day + one.currency < other.day + other.currency ? -1 : 1))
      lately = new Map()
      missing.push(...found.map((one) => ({ month, ...one })))
      return found.length > 0
    },
    told: () => ({
      rates: [...used.values()]
        .toSorted((one, other) => other.day - one.day || (one.currency < other.currency ? -1 : 1))
        .slice(0, MOST)
        .map(({ currency, day, rate }) => ({ currency, day: written(day), rate })),
      missing,
    }),
  }
}

function written(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
