/** One operator on one fact. A plain value counts as `$eq`. */
export interface Test {
  path: string
  operator: string
  operand: unknown
}

/** The tests that `{ [path]: value }` stands for; all of them must hold. */
export function testsOf(path: string, value: unknown): Test[] {
  if (!isOperators(value)) return [{ path, operator: '$eq', operand: value }]
  return Object.entries(value).map(([operator, operand]) => ({ path, operator, operand }))
}

/** True for an object whose keys all name operators. */
export function isOperators(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}
