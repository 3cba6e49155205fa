import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput, Gate } from '../decision.ts'

/** A gate that answers whether a campaign is meant for this moment and person. It reads its arguments and nothing else. */
export type GateTest = (compiled: CompiledCampaign, input: DecisionInput) => boolean

/** Tells one reason why not, by its code. */
export type Refuse = (code: string) => void

/**
 * A gate that spares people what is meant for them: refuses once for every reason why not, and not at all when the campaign may pass.
 * It reads its arguments and nothing else.
 */
export type GateCheck = (compiled: CompiledCampaign, input: DecisionInput, refuse: Refuse) => void

/**
 * Gates from the cheapest to the dearest. Which one refuses first changes nothing about the answer, only about its price. They say that
 * they refuse; the facts behind it are worked out by `explain` alone, because they cost more than the answer.
 */
export interface Gates {
  readonly meant: GateTest
  readonly sparing: readonly (readonly [Gate, GateCheck])[]
}
