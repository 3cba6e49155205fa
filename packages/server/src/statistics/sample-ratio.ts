import { loadSpecial } from './special.ts'

/** The accounts of one arm and the share of all accounts that was planned for it. */
export interface PlannedArm {
  count: number
  share: number
}

/** Fewest accounts that each arm must expect before the test says anything (Cochran 1954). */
const FEWEST = 5

/**
 * How likely a split at least this far from the plan is by chance: Pearson's chi-square test of goodness of fit. Below 0.001 the
 * split is broken and so is every comparison of the arms. Arms without a planned share are left out.
 * Null when fewer than two arms are planned or an arm expects fewer than 5 accounts.
 * Source: A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 */
export async function sampleRatio(arms: readonly PlannedArm[]): Promise<number | null> {
  const planned = arms.filter((arm) => arm.share > 0)
  if (planned.length < 2) return null
  const total = planned.reduce((sum, arm) => sum + arm.count, 0)
  const shares = planned.reduce((sum, arm) => sum + arm.share, 0)
  let chiSquare = 0
  for (const { count, share } of planned) {
    const expected = (total * share) / shares
    if (expected < FEWEST) return null
    chiSquare += (count - expected) ** 2 / expected
  }
  const { chiSquareTail } = await loadSpecial()
  return chiSquareTail(chiSquare, planned.length - 1)
}
