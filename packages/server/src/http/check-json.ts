/** What a JSON value may be made of. Strings in characters, keys an object. */
export const JSON_LIMITS = { depth: 32, keys: 200, string: 8192 } as const

/** Keys that could reach a prototype, and those that would keep the value from ever being compared with a number or a text. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'])

/** What is wrong with a value, and where. */
export interface JsonProblem {
  field: string
  message: string
}

/**
 * The first place of a parsed JSON value that goes over `JSON_LIMITS` or carries a key that is not allowed;
 * undefined when all is well. `at` is the path of the value itself.
 */
export function checkJson(value: unknown, at = ''): JsonProblem | undefined {
  const problem = check(value, 1)
  return problem && { ...problem, field: at ? at + problem.field : problem.field.replace(/^\./, '') }
}

/** The path is made on the way out, where there is something to tell: most values have no problem. */
function check(value: unknown, depth: number): JsonProblem | undefined {
  if (typeof value === 'string') {
    return value.length > JSON_LIMITS.string ? { field: '', message: `longer than ${JSON_LIMITS.string} characters` } : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > JSON_LIMITS.depth) return { field: '', message: `nested deeper than ${JSON_LIMITS.depth} levels` }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const problem = check(value[index], depth + 1)
      if (problem) return { ...problem, field: `[${index}]${problem.field}` }
    }
    return undefined
  }
  const keys = Object.keys(value)
  if (keys.length > JSON_LIMITS.keys) return { field: '', message: `more than ${JSON_LIMITS.keys} keys` }
  for (const key of keys) {
    if (FORBIDDEN.has(key)) return { field: `.${shorten(key)}`, message: 'a key that is not allowed' }
    if (key.length > JSON_LIMITS.string) return { field: `.${shorten(key)}`, message: `a key longer than ${JSON_LIMITS.string} characters` }
    const problem = check((value as Record<string, unknown>)[key], depth + 1)
    if (problem) return { ...problem, field: `.${shorten(key)}${problem.field}` }
  }
  return undefined
}

function shorten(key: string): string {
  return key.length > 80 ? `${key.slice(0, 80)}…` : key
}
