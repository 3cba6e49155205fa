const own = Object.prototype.hasOwnProperty

/**
 * Reads a dotted path. A missing step gives null, as in GrowthBook's SDKs; unlike there, inherited properties
 * (`constructor`, `toString`) are not facts.
 */
export function readPath(facts: unknown, path: string): unknown {
  return compilePath(path)(facts)
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && own.call(value, key) ? (value as Record<string, unknown>)[key] : null
}

/** Compiles a dotted path into a reader, for many readings. */
export function compilePath(path: string): (facts: unknown) => unknown {
  const keys = path.split('.')
  const [first = '', second = ''] = keys
  if (keys.length === 1) return (facts) => step(facts, first)
  if (keys.length === 2) return (facts) => step(step(facts, first), second)
  return (facts) => keys.reduce(step, facts)
}
