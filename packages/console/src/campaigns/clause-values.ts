import type { Test } from './fact-test.ts'

/** Whether a comparison of a count holds only where it did not happen at all. */
export function isNever({ operator }: Test, n: number): boolean {
  return (operator === '$lt' && n === 1) || (operator === '$lte' && n === 0)
}

/** Whether a test of a fact that is true or false asks for true; undefined for other tests. */
export function meant({ operator, operand }: Test): boolean | undefined {
  if (typeof operand !== 'boolean') return undefined
  return operator === '$eq' ? operand : operator === '$ne' ? !operand : undefined
}

const COMPARISONS: Record<string, (one: number, other: number) => boolean> = {
  $eq: (one, other) => one === other,
  $ne: (one, other) => one !== other,
  $gte: (one, other) => one >= other,
  $gt: (one, other) => one > other,
  $lte: (one, other) => one <= other,
  $lt: (one, other) => one < other,
}

/** The weekdays that a test lets through, 1 is Monday; undefined where it is no such test. */
export function weekdaysOf({ operator, operand }: Test): number[] | undefined {
  const all = [1, 2, 3, 4, 5, 6, 7]
  if (Array.isArray(operand)) {
    if (operator === '$in') return all.filter((one) => operand.includes(one))
    return operator === '$nin' ? all.filter((one) => !operand.includes(one)) : undefined
  }
  const compare = COMPARISONS[operator]
  return compare && typeof operand === 'number' ? all.filter((one) => compare(one, operand)) : undefined
}

/** From or until which hour on the wall clock a comparison holds, `until` not included. */
export function hoursOf({ operator, operand }: Test): { from: number; until?: never } | { until: number; from?: never } | undefined {
  if (typeof operand !== 'number') return undefined
  if (operator === '$gte') return { from: operand }
  if (operator === '$gt') return { from: operand + 1 }
  if (operator === '$lt') return { until: operand }
  return operator === '$lte' ? { until: operand + 1 } : undefined
}
