import { assignArm } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateCheck } from './gate.ts'

/** A campaign whose arms come from outside is only for accounts that were assigned. */
export const holdout: GateCheck = ({ campaign }, { assigned }) =>
  campaign.assignment === 'hash' || assigned?.[campaign.id] !== undefined
    ? undefined
    : [{ gate: 'holdout', code: 'not-assigned', actual: null, needed: 'an arm' }]

/** The arm of the account: from outside where the campaign says so, else by stable hash. */
export function armOf({ campaign }: CompiledCampaign, { assigned, account, settings }: DecisionInput): string {
  return (campaign.assignment === 'external' && assigned?.[campaign.id]) || assignArm(campaign, account, settings)
}
