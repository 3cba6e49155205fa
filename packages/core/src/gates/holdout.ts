import { assignArm, inNamespace } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateTest } from './gate.ts'

/** A campaign whose arms come from outside is only for accounts that were assigned; one of a namespace for its part of the accounts. */
export const holdout: GateTest = ({ campaign: { id, assignment, namespace } }, { assigned, account }) =>
  (assignment !== 'external' || assigned?.[id] !== undefined) &&
  (!namespace || inNamespace(account, [namespace.id, namespace.from, namespace.until]))

/** The arm of the account: the one it was given (from outside, or by an earlier version), else by stable hash. */
export function armOf({ campaign }: CompiledCampaign, { assigned, account, settings }: DecisionInput): string {
  return assigned?.[campaign.id] ?? assignArm(campaign, account, settings)
}
