import type { GateTest } from './gate.ts'

/** The author's rule. */
export const audience: GateTest = (compiled, { facts }) => compiled.audience(facts)
