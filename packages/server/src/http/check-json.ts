/** What a JSON value may be made of. Strings in characters, keys an object. */
export const JSON_LIMITS = { depth: 32, keys: 200, string: 8192 } as const

const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** What is wrong with a value, and where. */
export interface JsonProblem {
  field: string
  message: string
}

/**
 * The first place of a parsed JSON value that goes over `JSON_LIMITS` or carries a key that could reach a prototype;
 * undefined when all is well. `at` is the path of the value itself.
 */
export function checkJson(value: unknown, at = ''): JsonProblem | undefined {
  return check(value, at, 1)
}

function check(value: unknown, at: string, depth: number): JsonProblem | undefined {
  if (typeof value === 'string') {
    return value.length > JSON_LIMITS.string ? { field: at, message: `longer than ${JSON_LIMITS.string} characters` } : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > JSON_LIMITS.depth) return { field: at, message: `nested deeper than ${JSON_LIMITS.depth} levels` }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const problem = check(item, `${at}[${index}]`, depth + 1)
      if (problem) return problem
    }
    return undefined
  }
  const entries = Object.entries(value)
  if (entries.length > JSON_LIMITS.keys) return { field: at, message: `more than ${JSON_LIMITS.keys} keys` }
  for (const [key, item] of entries) {
    const field = at ? `${at}.${shorten(key)}` : shorten(key)
    if (FORBIDDEN.has(key)) return { field, message: 'a key that is not allowed' }
    if (key.length > JSON_LIMITS.string) return { field, message: `a key longer than ${JSON_LIMITS.string} characters` }
    const problem = check(item, field, depth + 1)
    if (problem) return problem
  }
  return undefined
}

function shorten(key: string): string {
  return key.length > 80 ? `${key.slice(0, 80)}…` : key
}
