import type { CompiledCampaign } from './compile.ts'
import type { Decision, DecisionInput } from './decision.ts'
import type { Winner } from './winner.ts'
import { anyTrigger, everyCare } from './gates/folded.ts'
import type { Gates } from './gates/gate.ts'
import { holdout } from './gates/holdout.ts'
import { live } from './gates/live.ts'
import { afterTrigger, PAGE_GATES } from './gates/page.ts'
import { decideAmong, heldBackAmong, meantBy } from './judge.ts'

/** All gates: those of a page, and those that the server folds into its answers. */
const gates: Gates = {
  meant: (compiled, input) =>
    live(compiled, input) && anyTrigger(compiled, input) && afterTrigger(compiled, input) && holdout(compiled, input),
  sparing: PAGE_GATES.sparing.map(([gate, check]) => [gate, gate === 'care' ? everyCare : check]),
}

/**
 * Decides what appears now. Answers at most one campaign a place, `shown` or `held-out`; what is on the screen already is not
 * repeated. A held-out winner keeps its place empty: it stands for what would have been there.
 */
export function decide(campaigns: readonly CompiledCampaign[], input: DecisionInput): Winner[] {
  return decideAmong(gates, meantBy(gates, campaigns, input), input)
}

/**
 * The campaigns that were meant for this moment and person, and were held back by care, quiet time, the attention budget or
 * another campaign's place: what the "held back" report counts. Reasons are gate and code; `explain` tells the rest.
 */
export function heldBack(campaigns: readonly CompiledCampaign[], input: DecisionInput): Decision[] {
  return heldBackAmong(gates, meantBy(gates, campaigns, input), input)
}
