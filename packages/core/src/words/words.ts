import { compileCondition } from '../condition.ts'
import type { Reason } from '../decision.ts'
import { residual } from '../residual.ts'
import type { Condition } from '../schema/condition.ts'
import type { BothLanguages } from '../schema/text.ts'
import { clauseWords } from './clause.ts'
import { both, type Names } from './names.ts'
import { REASONS } from './reasons.ts'

export { changeOf } from './changes.ts'
export type { Names } from './names.ts'

/** A reason as a product manager reads it: what is, and what was needed. No full stop at the end. */
export function describeReason(reason: Reason, names: Names = {}): BothLanguages {
  return REASONS[reason.code]?.(reason, names) ?? both(`${reason.gate}: ${reason.code}`, `${reason.gate}：${reason.code}`)
}

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
