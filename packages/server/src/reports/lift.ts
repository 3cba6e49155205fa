import type { Campaign, CampaignReport, Interval } from '@espalier/core/schema'
import { differenceOf } from '../statistics/difference.ts'
import type { Estimate } from '../statistics/difference.ts'
import { relativeLift } from '../statistics/relative-lift.ts'
import type { Proportion } from '../statistics/wilson.ts'
import type { ArmCounts } from '../store/exposures.ts'

/** Fewest accounts and conversions in each of two arms before their difference is called a result. */
const ENOUGH = { accounts: 100, conversions: 5 } as const

type Lift = CampaignReport['lift'][number]
type Counts = Pick<ArmCounts, 'accounts' | 'engaged' | 'converted'>
type Goal = Pick<Campaign, 'goal' | 'assignment'>

/** Every treated arm, and all of them together as `any`, against the hold-out. */
export function liftOf(treated: readonly ArmCounts[], heldOut: Counts, campaign: Goal): Lift[] {
  const sum = (count: (arm: ArmCounts) => number) => treated.reduce((total, arm) => total + count(arm), 0)
  const any = {
    arm: 'any',
    accounts: sum((arm) => arm.accounts),
    engaged: sum((arm) => arm.engaged),
    converted: sum((arm) => arm.converted),
  }
  return [...treated, any].flatMap((arm) => [
    compare(arm.arm, 'conversion', conversion(arm), conversion(heldOut), notComparable(campaign)),
    compare(arm.arm, 'engagement', engagement(arm), engagement(heldOut), notMeasured(campaign, heldOut)),
  ])
}

const conversion = ({ converted, accounts }: Counts): Proportion => ({ successes: converted, n: accounts })
const engagement = ({ engaged, accounts }: Counts): Proportion => ({ successes: engaged, n: accounts })

/** Nobody can answer a question that was never asked: such a goal says nothing about the hold-out. */
function notComparable({ goal }: Goal): string | undefined {
  return goal.kind === 'response' ? 'goal-needs-the-widget' : undefined
}

/** In the page only those who see a widget engage with it; a server can report engagement of both arms, for example visits. */
function notMeasured({ assignment }: Goal, heldOut: Counts): string | undefined {
  return assignment === 'hash' && heldOut.engaged === 0 ? 'not-measured-in-hold-out' : undefined
}

function compare(arm: string, metric: Lift['metric'], one: Proportion, other: Proportion, reason: string | undefined): Lift {
  const missing = {
    accounts: Math.max(0, ENOUGH.accounts - Math.min(one.n, other.n)),
    conversions: Math.max(0, ENOUGH.conversions - Math.min(one.successes, other.successes)),
  }
  return {
    arm,
    metric,
    absolute: toInterval(reason ? { reason } : differenceOf(one, other)),
    relative: toInterval(reason ? { reason } : relativeLift(one, other)),
    enough: !reason && missing.accounts === 0 && missing.conversions === 0,
    missing,
  }
}

function toInterval(estimate: Estimate): Interval {
  return 'reason' in estimate ? { estimate: null, low: null, high: null, reason: estimate.reason } : estimate
}
