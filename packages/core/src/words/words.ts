import { compileCondition } from '../condition.ts'
import { residual } from '../residual.ts'
import type { Condition } from '../condition.ts'
import type { BothLanguages } from '../schema/text.ts'
import { clauseWords } from './clause.ts'
import type { Names } from './names.ts'

export { changeOf } from './changes.ts'
export { summaryOf } from './summary.ts'
export type { Names } from './names.ts'
export { describeReason } from './reasons.ts'
export { GATE_NAMES, VERDICT_NAMES } from './verdicts.ts'

/** One clause of a rule, and whether it holds; null where that is not known. */
export interface Clause {
  words: BothLanguages
  pass: boolean | null
}

/** The clauses of a rule with what facts say to each. `isKnown` tells which paths facts can answer for; all of them by default. */
export function describeRule(
  condition: Condition,
  facts: object,
  names: Names = {},
  isKnown: (path: string) => boolean = () => true,
): Clause[] {
  return Object.entries(condition).flatMap(([key, value]): Clause[] => {
    if (key === '$and') return (value as Condition[]).flatMap((one) => describeRule(one, facts, names, isKnown))
    const rest = residual({ [key]: value }, facts, isKnown)
    const open = rest !== false && Object.keys(rest).length > 0
    return [{ words: clauseWords(key, value, names), pass: open ? null : compileCondition({ [key]: value })(facts) }]
  })
}
