import { HELD_OUT, heldOutShare, TREATED } from '@espalier/core'
import type { Campaign, Settings } from '@espalier/core/schema'

/** An arm and the share of accounts that is meant to be in it. */
export interface PlannedShare {
  arm: string
  share: number
}

/**
 * The arms of a campaign in the order of reports, the hold-out last, with the shares that the hash gives them: an account is held
 * out when the workspace or the campaign holds it out, and the rest is split by the variants' weights.
 *
 * Arms that come from outside (`assignment: "external"`) carry no plan; an experiment is assumed to split evenly over all its arms.
 */
export function plannedShares({ variants = [], holdout, assignment }: Campaign, settings: Pick<Settings, 'holdout'>): PlannedShare[] {
  const treated = variants.length > 0 ? variants : [{ id: TREATED, weight: 1 }]
  if (assignment === 'external') {
    const share = 1 / (treated.length + 1)
    return [...treated.map(({ id }) => ({ arm: id, share })), { arm: HELD_OUT, share }]
  }
  const heldOut = heldOutShare(settings.holdout, holdout.share)
  const weights = treated.reduce((sum, one) => sum + one.weight, 0)
  return [...treated.map(({ id, weight }) => ({ arm: id, share: ((1 - heldOut) * weight) / weights })), { arm: HELD_OUT, share: heldOut }]
}
