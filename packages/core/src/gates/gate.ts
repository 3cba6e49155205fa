import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput, Reason } from '../decision.ts'

/** One gate: nothing when the campaign may pass, else every reason why not. It reads its arguments and nothing else. */
export type GateCheck = (compiled: CompiledCampaign, input: DecisionInput) => readonly Reason[] | undefined
