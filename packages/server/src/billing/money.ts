/** Currencies without minor digits, as Stripe lists them: an amount of 5000 is JPY 5,000. */
const WITHOUT_MINOR = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))
/** Currencies with three minor digits. */
const WITH_THREE = new Set('BHD JOD KWD OMR TND'.split(' '))

/** How many digits of a currency are minor units. Source: Stripe, "Supported currencies" (zero- and three-decimal). */
export function minorDigits(currency: string): number {
  if (WITHOUT_MINOR.has(currency)) return 0
  return WITH_THREE.has(currency) ? 3 : 2
}

/**
 * Minor units (yen, cents) of an amount in the major unit.
 * Throws a `RangeError` when the amount has more decimals than the currency, or more digits than are kept exactly.
 */
export function toMinor(value: number, currency: string): number {
  const digits = minorDigits(currency)
  const minor = Math.round(value * 10 ** digits)
  if (!Number.isSafeInteger(minor)) throw new RangeError('expected an amount below 90 trillion')
  if (minor / 10 ** digits !== value) {
    throw new RangeError(digits === 0 ? `expected a whole number of ${currency}` : `expected at most ${digits} decimals for ${currency}`)
  }
  return minor
}

/** The amount in the major unit, exact to the last minor digit. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency)
}
