import { compilePath } from './path.ts'
import type { SharedTests } from './sharing.ts'

/** A condition over facts in the Mongo-style language of GrowthBook's SDKs. See `docs/conditions.md`. */
export type Condition = { [pathOrLogic: string]: unknown }

/** A compiled condition. Facts are any tree of plain JSON-like values. */
export type Test = (facts: object) => boolean
/** Named lists that `$inGroup` and `$notInGroup` look values up in. */
export type Groups = Readonly<Record<string, readonly unknown[]>>
type Value = (value: unknown) => boolean
type Operator = (operand: never, groups: Groups) => Value

const never: Value = () => false

/** Text of any value; objects without a prototype cannot be turned into text by the language. */
function toText(value: unknown): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? '[object Object]' : `${value as string}`
}

/** Semantic versions as text that sorts right: numbers padded, a release after its pre-releases, build and `v` ignored. */
function sortableVersion(value: unknown): string {
  const version = (typeof value === 'number' ? `${value}` : typeof value === 'string' && value) || '0'
  const parts = version.replace(/^v|\+.*$/g, '').split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-')
}

/** Comparisons that values and versions share: operand in, test out. */
const comparisons: Record<string, (operand: never) => Value> = {
  eq: (operand) => (value) => value === operand,
  ne: (operand) => (value) => value !== operand,
  lt: (operand) => (value) => (value as number) < operand,
  lte: (operand) => (value) => (value as number) <= operand,
  gt: (operand) => (value) => (value as number) > operand,
  gte: (operand) => (value) => (value as number) >= operand,
}

const fold = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value)
const asIs = (value: unknown): unknown => value

function isIn(list: readonly unknown[], wanted: boolean, change: (value: unknown) => unknown): Value {
  const known = new Set(list.map(change))
  const one: Value = (value) => known.has(change(value))
  return (value) => (Array.isArray(value) ? value.some(one) : one(value)) === wanted
}

const listed =
  (wanted: boolean, change = asIs) =>
  (operand: unknown): Value =>
    Array.isArray(operand) ? isIn(operand, wanted, change) : never

const grouped =
  (wanted: boolean) =>
  (operand: string, groups: Groups): Value =>
    isIn((Object.hasOwn(groups, operand) && groups[operand]) || [], wanted, asIs)

const matching =
  (flags: string) =>
  (operand: string): Value => {
    try {
      const pattern = new RegExp(operand, flags)
      return (value) => pattern.test(toText(value))
    } catch {
      return never
    }
  }

const everyOf =
  (insensitive: boolean) =>
  (operand: unknown, groups: Groups): Value => {
    if (!Array.isArray(operand)) return never
    const tests = operand.map((one): Value => {
      if (!insensitive || typeof one !== 'string') return compileTest(one, groups)
      const wanted = one.toLowerCase()
      return (value) => toText(value).toLowerCase() === wanted
    })
    return (value) => Array.isArray(value) && tests.every((test) => value.some(test))
  }

/** The operators of GrowthBook's SDKs by name: operand in, test out. */
const operators: Record<string, Operator> = {
  $exists: (operand: unknown) => (operand ? (value) => value != null : (value) => value == null),
  $in: listed(true),
  $nin: listed(false),
  $ini: listed(true, fold),
  $nini: listed(false, fold),
  $inGroup: grouped(true),
  $notInGroup: grouped(false),
  $not: (operand: unknown, groups) => {
    const test = compileTest(operand, groups)
    return (value) => !test(value)
  },
  $size: (operand: unknown, groups) => {
    const test = compileTest(operand, groups)
    return (value) => Array.isArray(value) && test(value.length)
  },
  $elemMatch: (operand: Condition, groups) => {
    const test = isOperators(operand) ? compileTest(operand, groups) : (compileCondition(operand, groups) as Value)
    return (value) => Array.isArray(value) && value.some((one) => one != null && test(one))
  },
  $all: everyOf(false),
  $alli: everyOf(true),
  $regex: matching(''),
  $regexi: matching('i'),
  $type: (operand: unknown) => (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value) === operand,
}
for (const [name, compare] of Object.entries(comparisons)) {
  operators[`$${name}`] = compare
  operators[`$v${name}`] = (operand) => {
    const test = compare(sortableVersion(operand) as never)
    return (value) => test(sortableVersion(value))
  }
}

/** True for the name of an operator. */
export function isOperator(name: string): boolean {
  return Object.hasOwn(operators, name)
}

/** True for an object whose keys all start with `$`: a list of operators rather than a value to equal. */
export function isOperators(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key[0] === '$')
}

/** Compiles one operator. An unknown one matches nothing. */
export function compileOperator(name: string, operand: unknown, groups: Groups): Value {
  return isOperator(name) ? (operators[name] as Operator)(operand as never, groups) : never
}

function compileTest(test: unknown, groups: Groups): Value {
  if (typeof test === 'string') return (value) => value === test || (typeof value !== 'string' && toText(value) === test)
  if (typeof test === 'number') return (value) => (value as number) * 1 === test
  if (typeof test === 'boolean') return (value) => value !== null && !!value === test
  if (test === null) return (value) => value === null
  if (!isOperators(test)) {
    const wanted = JSON.stringify(test)
    return (value) => JSON.stringify(value) === wanted
  }
  return both(Object.entries(test).map(([name, operand]) => compileOperator(name, operand, groups)))
}

function both<T>(tests: ((input: T) => boolean)[]): (input: T) => boolean {
  const [first] = tests
  if (first && tests.length === 1) return first
  return (input) => {
    for (const test of tests) if (!test(input)) return false
    return true
  }
}

/**
 * Compiles a condition into closures, once for many evaluations; no `eval`, so it runs under any page policy.
 * Semantics are those of GrowthBook's SDKs, checked by their public cases. `{}` matches everything, an unknown operator nothing.
 */
export function compileCondition(condition: Condition, groups: Groups = {}, shared?: SharedTests): Test {
  return both(Object.entries(condition).map(([key, value]) => compileEntry(key, value, groups, shared)))
}

function compileEntry(key: string, value: unknown, groups: Groups, shared?: SharedTests): Test {
  if (key === '$not') {
    const test = compileCondition(value as Condition, groups, shared)
    return (facts) => !test(facts)
  }
  if (key === '$and' || key === '$or' || key === '$nor') {
    const tests = (value as Condition[]).map((one) => compileCondition(one, groups, shared))
    if (key === '$and') return both(tests)
    const any: Test = (facts) => tests.length === 0 || tests.some((test) => test(facts))
    return key === '$or' ? any : (facts) => !any(facts)
  }
  if (!shared) return compilePath(key, compileTest(value, groups))
  return shared.share(key + JSON.stringify(value), () => {
    const read = shared.read(key)
    const test = compileTest(value, groups)
    return (facts) => test(read(facts))
  })
}

/** The paths that a condition reads, each once. */
export function pathsOf(condition: Condition): string[] {
  const paths = new Set<string>()
  const visit = (one: Condition): void => {
    for (const [key, value] of Object.entries(one)) {
      if (key === '$not') visit(value as Condition)
      else if (key[0] === '$') (value as Condition[]).forEach(visit)
      else paths.add(key)
    }
  }
  visit(condition)
  return [...paths]
}
