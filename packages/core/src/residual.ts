import { partsOf } from './parts.ts'
import { compileCondition, type Test } from './condition.ts'
import type { Condition } from './condition.ts'

/**
 * What remains of `condition` once the paths for which `isKnown` answers true are folded in.
 * Answers `false` when it can no longer match and `{}` when it always does.
 *
 * Law: for all facts that agree with `facts` on the known paths, the residual gives what the condition gives.
 */
export function residual(condition: Condition, facts: object, isKnown: (path: string) => boolean): Condition | false {
  const rest: Condition = {}
  for (const [key, value, test] of partsOf(condition)) {
    const kept = residualEntry(key, value, test, facts, isKnown)
    if (kept === false) return false
    if (kept !== true) Object.assign(rest, kept)
  }
  return rest
}

/** A residual that is asked for many times. Equal answers are the same object for as long as they are remembered: do not change them. */
export type Residual = (facts: object, isKnown: (path: string) => boolean) => Condition | false

/** How many answers of one condition are remembered. */
const MOST = 64

/**
 * Makes `residual` of a condition ready for many facts: what remains follows from which parts are known and hold, so that each
 * combination is worked out once.
 */
export function compileResidual(condition: Condition): Residual {
  const leaves = leavesOf(condition)
  const remembered = new Map<string, Condition | false>()
  return (facts, isKnown) => {
    let key = ''
    for (const [path, test] of leaves) key += isKnown(path) ? (test(facts) ? '1' : '0') : '?'
    const known = remembered.get(key)
    if (known !== undefined) return known
    const rest = residual(condition, facts, isKnown)
    const [oldest] = remembered.keys()
    if (remembered.size >= MOST && oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, rest)
    return rest
  }
}

/** The parts of a condition that read one path each, in order. */
function leavesOf(condition: Condition): (readonly [path: string, test: Test])[] {
  return Object.entries(condition).flatMap(([key, value]) => {
    if (key === '$not') return leavesOf(value as Condition)
    if (key[0] === '$') return (value as Condition[]).flatMap(leavesOf)
    return [[key, compileCondition({ [key]: value })] as const]
  })
}

const isTrue = (condition: Condition | false): boolean => condition !== false && Object.keys(condition).length === 0

/** True, false, or what remains of the entry. */
function residualEntry(key: string, value: unknown, test: Test, facts: object, isKnown: (path: string) => boolean): Condition | boolean {
  const fold = (one: Condition) => residual(one, facts, isKnown)
  if (key === '$not') {
    const inner = fold(value as Condition)
    return inner === false || (!isTrue(inner) && { $not: inner })
  }
  if (key === '$and') {
    const inner = (value as Condition[]).map(fold)
    if (inner.includes(false)) return false
    const open = inner.filter((one) => !isTrue(one))
    return open.length === 0 || { $and: open }
  }
  if (key === '$or' || key === '$nor') {
    const inner = (value as Condition[]).map(fold)
    const matched = inner.length === 0 || inner.some(isTrue)
    const open = inner.filter((one) => one !== false)
    if (matched || open.length === 0) return matched === (key === '$or')
    return { [key]: open }
  }
  return isKnown(key) ? test(facts) : { [key]: value }
}
