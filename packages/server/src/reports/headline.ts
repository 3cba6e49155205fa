import type { Campaign } from '@espalier/core/schema'
import { HELD_OUT } from '@espalier/core'
import type { ArmCounts } from '../results/figures.ts'
import { confidenceSequence } from '../statistics/confidence-sequence.ts'
import { enoughOf } from './enough.ts'
import { notComparable } from './lift.ts'
import { ALPHA } from './readings.ts'
import { compareShares } from './share-lift.ts'

/** How many more of the accounts that are not held out converted, as a share, with the interval that holds however often one looks. */
export interface Headline {
  estimate: number
  /** Null where all or none of an arm converted. */
  low: number | null
  high: number | null
  /** Both arms are large enough for a verdict. */
  enough: boolean
}

type Counts = Pick<ArmCounts, 'arm' | 'accounts' | 'converted'>

/**
 * What a campaign's report says first, all variants together; undefined where arms cannot be compared, or one has nobody yet.
 * @param usual the workspace's `analysis.accounts`
 */
export function headlineOf(campaign: Pick<Campaign, 'goal' | 'assignment'>, arms: readonly Counts[], usual: number): Headline | undefined {
  const sideOf = (held: boolean) => {
    const own = arms.filter(({ arm }) => (arm === HELD_OUT) === held)
    const sum = (of: 'accounts' | 'converted') => own.reduce((total, one) => total + one[of], 0)
    return { accounts: sum('accounts'), conversions: sum('converted') }
  }
  const [treated, heldOut] = [sideOf(false), sideOf(true)]
  if (notComparable(campaign) || treated.accounts === 0 || heldOut.accounts === 0) return undefined
  const shareOf = ({ accounts, conversions }: typeof treated) => ({ successes: conversions, n: accounts })
  const { absolute, effect } = compareShares(shareOf(treated), shareOf(heldOut))
  if (absolute.estimate === null) return undefined
  const { enough } = enoughOf(treated, heldOut, undefined, 0)
  if ('reason' in effect) return { estimate: absolute.estimate, low: null, high: null, enough }
  const { low, high } = confidenceSequence(effect, ALPHA, usual)
  return { estimate: absolute.estimate, low, high, enough }
}
