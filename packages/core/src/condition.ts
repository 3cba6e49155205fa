import { compileLeaf } from './path.ts'
import type { Condition } from './schema/condition.ts'

/** A compiled condition. Facts are any tree of plain JSON-like values. */
export type Test = (facts: object) => boolean
/** Named lists that `$inGroup` and `$notInGroup` look values up in. */
export type Groups = Readonly<Record<string, readonly unknown[]>>
/**
 * Tests that many conditions share: one that stands in several of them is made once, and answered once for the same facts. Facts must
 * then not change in place: what changed is another object.
 */
export type SharedTests = Map<string, Test>

type Value = (value: unknown) => boolean
type Operator = (operand: never, groups: Groups) => Value

const never: Value = () => false
const own = Object.prototype.hasOwnProperty

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

const versions =
  (compare: (left: string, right: string) => boolean) =>
  (operand: unknown): Value => {
    const right = sortableVersion(operand)
    return (value) => compare(sortableVersion(value), right)
  }

const fold = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value)

function isIn(list: unknown, change?: (value: unknown) => unknown): Value {
  const known = new Set<unknown>(change ? (list as unknown[]).map(change) : (list as unknown[]))
  const one: Value = change ? (value) => known.has(change(value)) : (value) => known.has(value)
  return (value) => (Array.isArray(value) ? value.some(one) : one(value))
}

const listed =
  (wanted: boolean, change?: (value: unknown) => unknown) =>
  (operand: unknown): Value => {
    if (!Array.isArray(operand)) return never
    const test = isIn(operand, change)
    return wanted ? test : (value) => !test(value)
  }

const grouped =
  (wanted: boolean) =>
  (operand: string, groups: Groups): Value => {
    const test = isIn(own.call(groups, operand) ? groups[operand] : [])
    return (value) => test(value) === wanted
  }

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
  $eq: (operand: unknown) => (value) => value === operand,
  $ne: (operand: unknown) => (value) => value !== operand,
  $lt: (operand: number) => (value) => (value as number) < operand,
  $lte: (operand: number) => (value) => (value as number) <= operand,
  $gt: (operand: number) => (value) => (value as number) > operand,
  $gte: (operand: number) => (value) => (value as number) >= operand,
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
  $veq: versions((left, right) => left === right),
  $vne: versions((left, right) => left !== right),
  $vgt: versions((left, right) => left > right),
  $vgte: versions((left, right) => left >= right),
  $vlt: versions((left, right) => left < right),
  $vlte: versions((left, right) => left <= right),
}

/** Names of all operators. */
export const OPERATORS: ReadonlySet<string> = /* @__PURE__ */ new Set(Object.keys(operators))

/** True for an object whose keys all start with `$`: a list of operators rather than a value to equal. */
export function isOperators(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key[0] === '$')
}

/** Compiles one operator. An unknown one matches nothing. */
export function compileOperator(name: string, operand: unknown, groups: Groups): Value {
  return own.call(operators, name) ? (operators[name] as Operator)(operand as never, groups) : never
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
  const [a, b, c] = tests
  if (!a) return () => true
  if (!b) return a
  if (!c) return (input) => a(input) && b(input)
  if (tests.length === 3) return (input) => a(input) && b(input) && c(input)
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
  const name = shared && key + JSON.stringify(value)
  const known = name && shared.get(name)
  if (known) return known
  const leaf = compileLeaf(key, compileTest(value, groups))
  if (!name) return leaf
  let last: object | undefined
  let answer = false
  const once: Test = (facts) => {
    if (facts !== last) {
      answer = leaf(facts)
      last = facts
    }
    return answer
  }
  shared.set(name, once)
  return once
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
