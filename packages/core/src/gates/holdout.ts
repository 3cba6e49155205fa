import { assignArm, inNamespace } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateCheck } from './gate.ts'

/** A campaign whose arms come from outside is only for accounts that were assigned; one of a namespace for its part of the accounts. */
export const holdout: GateCheck = ({ campaign: { id, assignment, namespace } }, { assigned, account }, refuse) => {
  if (assignment === 'external' && assigned?.[id] === undefined) refuse('not-assigned', null, 'an arm')
  else if (namespace && !inNamespace(account, [namespace.id, namespace.from, namespace.until])) {
    refuse('not-in-namespace', account, namespace)
  }
}

/** The arm of the account: the one it was given (from outside, or by an earlier version), else by stable hash. */
export function armOf({ campaign }: CompiledCampaign, { assigned, account, settings }: DecisionInput): string {
  return assigned?.[campaign.id] ?? assignArm(campaign, account, settings)
}
