import { emptyReason } from './difference.ts'
import type { Estimate } from './difference.ts'
import type { Proportion } from './wilson.ts'
import { Z95 } from './wilson.ts'

/**
 * How much larger the treated proportion is, as a share of the control (0.25 is 25 % more), with its 95 % interval from the
 * logarithm of the ratio. The interval adds 1/2 to every count, which keeps it finite for small ones; the estimate is the plain
 * ratio of what was seen.
 * Sources: S. D. Walter, "The distribution of Levin's measure of attributable risk", Biometrika 62 (1975) 371-375; J. J. Gart and
 * J. Nam, "Approximate interval estimation of the ratio of binomial parameters", Biometrics 44 (1988) 323-338.
 */
export function relativeLift(treated: Proportion, control: Proportion): Estimate {
  const reason = emptyReason(treated, control)
  if (reason) return { reason }
  if (control.successes === 0) return { reason: 'no-conversions-in-hold-out' }
  if (treated.successes === 0) return { reason: 'no-conversions-in-arm' }
  // Where everybody did it in both arms, the logarithm knows no uncertainty, however few they are.
  if (treated.successes === treated.n && control.successes === control.n) return { reason: 'no-spread' }
  const [a, n, b, m] = [treated.successes + 0.5, treated.n + 0.5, control.successes + 0.5, control.n + 0.5]
  const centre = Math.log(a / n / (b / m))
  const half = Z95 * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
  return {
    estimate: treated.successes / treated.n / (control.successes / control.n) - 1,
    low: Math.exp(centre - half) - 1,
    high: Math.exp(centre + half) - 1,
  }
}
