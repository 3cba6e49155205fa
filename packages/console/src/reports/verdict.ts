import type { CampaignReport } from '@espalier/core/schema'

type Lift = CampaignReport['lift'][number]

/** What may be said about a difference: `up` and `down` only where chance alone hardly explains it. */
export type Verdict = 'up' | 'down' | 'open' | 'wait' | 'none'

/** Reads a lift: nothing to compare, too little data, an interval that holds 0, or a direction. */
export function verdictOf(lift: Lift | undefined): Verdict {
  if (!lift) return 'none'
  const { estimate, low, high, reason } = lift.absolute
  if (reason === 'goal-needs-the-widget' || reason === 'not-measured-in-hold-out') return 'none'
  if (!lift.enough || estimate === null || low === null || high === null) return 'wait'
  if (low > 0) return 'up'
  return high < 0 ? 'down' : 'open'
}

/** Below this the arms are called broken; a usual threshold for an alarm that is looked at every day. */
export const SRM_ALARM = 0.001
