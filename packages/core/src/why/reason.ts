import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput, Gate, Reason } from '../decision.ts'
import type { GateCheck } from '../gates/gate.ts'

/** All reasons of one gate against a campaign; none when it may pass. */
export type Why = (compiled: CompiledCampaign, input: DecisionInput) => Reason[]

/** What stands behind a code. */
export type Detail = Partial<Pick<Reason, 'actual' | 'needed' | 'until' | 'path'>>

/** A reason without what is not known. */
export function reasonOf(gate: Gate, code: string, { path, actual, needed, until }: Detail): Reason {
  return {
    gate,
    code,
    ...(path !== undefined && { path }),
    ...(actual !== undefined && { actual }),
    ...(needed !== undefined && { needed }),
    ...(until !== undefined && { until }),
  }
}

/** Asks a gate for its codes, and `details` for what stands behind each. */
export function whyOf(gate: Gate, check: GateCheck, details: (code: string, ...about: Parameters<Why>) => Detail[]): Why {
  return (compiled, input) => {
    const codes: string[] = []
    check(compiled, input, (code) => codes.push(code))
    return codes.flatMap((code) => details(code, compiled, input).map((detail) => reasonOf(gate, code, detail)))
  }
}
