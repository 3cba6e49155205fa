import type { Moments } from './moments.ts'

/** How far a treated arm is from the control, and how sure that is. */
export interface Effect {
  estimate: number
  standardError: number
  /** Welch's degrees of freedom. */
  df: number
  /** Accounts in both arms. */
  n: number
}

/** An effect, or the reason why there is none. */
export type Effected = Effect | { reason: EffectReason }

/** Why two arms cannot be compared. */
export type EffectReason = 'no-accounts-in-arm' | 'no-accounts-in-hold-out' | 'no-spread' | 'nothing-in-hold-out'

/** `treated - control`, in the unit of the values. */
export function absoluteEffect(treated: Moments, control: Moments): Effected {
  return effectOf(treated, control, treated.mean - control.mean)
}

/**
 * `(treated - control) / |control|` by the delta method: the control's own uncertainty is part of the standard error.
 * Source: A. Deng, U. Knoblich, J. Lu, "Applying the delta method in metric analytics", KDD 2018, section 3.
 */
export function relativeEffect(treated: Moments, control: Moments): Effected {
  if (control.n > 0 && control.mean === 0) return { reason: 'nothing-in-hold-out' }
  const scaled = (arm: Moments, by: number): Moments => ({ ...arm, variance: arm.variance * by ** 2 })
  const found = effectOf(
    scaled(treated, 1 / control.mean),
    scaled(control, treated.mean / control.mean ** 2),
    (treated.mean - control.mean) / Math.abs(control.mean),
  )
  return 'reason' in found ? found : { ...found, df: welchDf(treated, control) }
}

/** An estimate to which each arm contributes the variance of its mean. */
export function effectOf(treated: Moments, control: Moments, estimate: number): Effected {
  if (control.n === 0) return { reason: 'no-accounts-in-hold-out' }
  if (treated.n === 0) return { reason: 'no-accounts-in-arm' }
  const standardError = Math.sqrt(treated.variance / treated.n + control.variance / control.n)
  if (!(standardError > 0)) return { reason: 'no-spread' }
  return { estimate, standardError, df: welchDf(treated, control), n: treated.n + control.n }
}

/** Source: B. L. Welch, "The generalization of Student's problem", Biometrika 34 (1947) 28-35. */
function welchDf(one: Moments, other: Moments): number {
  const [a, b] = [one.variance / one.n, other.variance / other.n]
  return (a + b) ** 2 / (a ** 2 / Math.max(1, one.n - 1) + b ** 2 / Math.max(1, other.n - 1))
}
