import { compileCondition, pathsOf, readPath, residual, type Reason } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'

/** One thing that an audience asks for: all of them must hold. */
export interface Clause {
  /** The fact; null for alternatives and negations, which are one clause. */
  path: string | null
  /** `$gte`, `$eq` and so on; `$or`, `$nor`, `$not` where there is no path. */
  operator: string
  needed: unknown
  /** Undefined where only the page could answer. */
  holds(facts: object): boolean | undefined
  /** How far away the facts are: for numbers the share of what is needed that is missing, at most 1; else 1. */
  distance(facts: object): number
  /** The same as the gates would say it. */
  reason(facts: object): Reason
}

/** Facts that only the page has. */
const PAGE_ROOTS: ReadonlySet<string> = new Set(['page', 'local'])

const isKnown = (path: string): boolean => !PAGE_ROOTS.has(path.split('.', 1)[0] ?? '')

/**
 * The clauses of an audience. `expand` puts the rules of segments in their places; a segment stays one clause, under its own name.
 */
export function clausesOf(audience: Condition, expand: (condition: Condition) => Condition): Clause[] {
  return Object.entries(audience).flatMap(([key, value]): Clause[] => {
    if (key === '$and') return (value as Condition[]).flatMap((one) => clausesOf(one, expand))
    if (key.startsWith('$')) return [clause(null, key, value, expand({ [key]: value } as Condition))]
    if (!isOperators(value)) return [clause(key, '$eq', value, expand({ [key]: value } as Condition))]
    return Object.entries(value).map(([operator, needed]) => clause(key, operator, needed, expand({ [key]: { [operator]: needed } })))
  })
}

/** The paths that an audience reads once segments are written out. */
export function pathsIn(audience: Condition, expand: (condition: Condition) => Condition): string[] {
  return pathsOf(expand(audience))
}

function isOperators(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}

function clause(path: string | null, operator: string, needed: unknown, condition: Condition): Clause {
  const paths = pathsOf(condition)
  const test = compileCondition(condition)
  const holds = paths.every(isKnown) ? test : (facts: object) => answered(residual(condition, facts, isKnown))
  const actualIn = (facts: object) => (path === null ? undefined : (readPath(facts, path) ?? null))
  return {
    path,
    operator,
    needed,
    holds,
    distance: (facts) => gap(operator, actualIn(facts), needed),
    reason: (facts) =>
      path === null
        ? { gate: 'audience', code: operator === '$or' ? 'any-of' : 'none-of', needed }
        : { gate: 'audience', code: 'not-matched', path, operator, actual: actualIn(facts), needed },
  }
}

function answered(rest: Condition | false): boolean | undefined {
  return rest === false ? false : Object.keys(rest).length === 0 ? true : undefined
}

const COMPARES: ReadonlySet<string> = new Set(['$gt', '$gte', '$lt', '$lte', '$eq'])

function gap(operator: string, actual: unknown, needed: unknown): number {
  if (!COMPARES.has(operator) || typeof needed !== 'number' || typeof actual !== 'number' || !Number.isFinite(actual)) return 1
  return Math.min(1, Math.abs(needed - actual) / Math.max(1, Math.abs(needed)))
}
