import { type Effected, effectOf } from './effect.ts'
import { momentsOfShared } from './moments.ts'

/** One account's part in a ratio of sums, for example people who did something over people; `before` is the same from before the campaign. */
export interface RatioPart {
  numerator: number
  denominator: number
  /** How many accounts are like this one; 1 where it is missing. */
  accounts?: number
  before?: { numerator: number; denominator: number }
}

/** An arm's ratio, and how much each account pulls on it. */
interface Linear {
  ratio: number
  pulls: number[]
  /** Accounts behind each of the pulls. */
  times: number[]
}

const NOTHING: Omit<RatioPart, 'before'> = { numerator: 0, denominator: 0 }

/**
 * How the ratio of sums differs between two arms: users of one account are not independent of each other, accounts are. `theta` takes
 * away what the ratio of before explains. `relative` divides by the control's ratio, whose own uncertainty counts.
 * Source: A. Deng, U. Knoblich, J. Lu, "Applying the delta method in metric analytics", KDD 2018, equations 3 and 17.
 */
export function ratioEffect(
  treated: readonly RatioPart[],
  control: readonly RatioPart[],
  { theta = 0, relative = false }: { theta?: number; relative?: boolean } = {},
): Effected {
  const [one, other] = [linear(treated), linear(control)]
  if (!other) return { reason: 'no-accounts-in-hold-out' }
  if (!one) return { reason: 'no-accounts-in-arm' }
  const [oneBefore, otherBefore] = theta === 0 ? [] : [linear(beforeOf(treated)), linear(beforeOf(control))]
  if (relative && other.ratio === 0) return { reason: 'nothing-in-hold-out' }

  const difference = one.ratio - other.ratio - theta * ((oneBefore?.ratio ?? 0) - (otherBefore?.ratio ?? 0))
  const unit = relative ? other.ratio : 1
  // The derivative by the control's ratio: it is what is subtracted and, in relative terms, what is divided by.
  const slope = relative ? -(difference + other.ratio) / other.ratio ** 2 : -1
  return effectOf(
    spread(one, 1 / unit, oneBefore, -theta / unit),
    spread(other, slope, otherBefore, theta / unit),
    difference / Math.abs(unit),
  )
}

/**
 * The slope of the ratio on that of before within the arms, each arm counting the same, so that what the campaign did is no part of it;
 * null where the past says nothing. Source: A. Deng and others, WSDM 2013, on the values that the delta method makes of accounts.
 */
export function ratioTheta(arms: readonly (readonly RatioPart[])[]): number | null {
  let [both, ofBefore] = [0, 0]
  for (const parts of arms) {
    const now = linear(parts)
    const past = linear(beforeOf(parts))
    if (!now || !past) return null
    const moments = momentsOfShared(past.pulls, past.times)
    ofBefore += moments.variance
    // Pulls of an arm add up to nothing, so that the mean of products is their covariance.
    const products = momentsOfShared(
      now.pulls.map((pull, place) => pull * (past.pulls[place] ?? 0)),
      now.times,
    )
    both += moments.n > 1 ? (products.mean * moments.n) / (moments.n - 1) : 0
  }
  return ofBefore > 1e-12 ? both / ofBefore : null
}

/** The parts of before. */
function beforeOf(parts: readonly RatioPart[]): Omit<RatioPart, 'before'>[] {
  return parts.map(({ before, accounts = 1 }) => ({ ...(before ?? NOTHING), accounts }))
}

function spread(now: Linear, weight: number, before: Linear | undefined, weightBefore: number) {
  const pulls = now.pulls.map((pull, index) => weight * pull + weightBefore * (before?.pulls[index] ?? 0))
  return momentsOfShared(pulls, now.times)
}

/** Undefined where the denominator is 0, as it is without accounts. */
function linear(parts: readonly Omit<RatioPart, 'before'>[]): Linear | undefined {
  const times = parts.map(({ accounts = 1 }) => accounts)
  const mean = (of: (one: Omit<RatioPart, 'before'>) => number) => momentsOfShared(parts.map(of), times).mean
  const below = mean((one) => one.denominator)
  if (!below) return undefined
  const ratio = mean((one) => one.numerator) / below
  return { ratio, pulls: parts.map(({ numerator, denominator }) => (numerator - ratio * denominator) / below), times }
}
