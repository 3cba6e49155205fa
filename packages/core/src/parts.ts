import { compileCondition, type Test } from './condition.ts'
import type { Condition } from './condition.ts'

/** One entry of a condition, and the test of it alone. */
export type Part = readonly [key: string, value: unknown, test: Test]

const known = new WeakMap<Condition, readonly Part[]>()

/** The parts of a condition that all have to match. They are compiled once for as long as the condition is there: do not change it. */
export function partsOf(condition: Condition): readonly Part[] {
  let parts = known.get(condition)
  if (!parts) {
    parts = Object.entries(condition).map(([key, value]): Part => [key, value, compileCondition({ [key]: value })])
    known.set(condition, parts)
  }
  return parts
}
