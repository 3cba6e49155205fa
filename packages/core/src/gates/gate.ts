import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'

/** Tells one reason why not: `until` in epoch milliseconds where it ends by itself, `path` where one fact decided. */
export type Refuse = (code: string, actual?: unknown, needed?: unknown, until?: number, path?: string) => void

/** One gate: refuses once for every reason why not, and not at all when the campaign may pass. It reads its arguments and nothing else. */
export type GateCheck = (compiled: CompiledCampaign, input: DecisionInput, refuse: Refuse) => void
