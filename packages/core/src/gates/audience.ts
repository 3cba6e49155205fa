import type { GateCheck } from './gate.ts'

/** The author's rule. Which part of it failed is worked out by `explain` alone, because it costs more than the answer. */
export const audience: GateCheck = (compiled, { facts }, refuse) => {
  if (!compiled.audience(facts)) refuse('not-matched')
}
