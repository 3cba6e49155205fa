import type { Condition } from '@espalier/core/schema'
import { isOperators, testsOf } from './fact-test.ts'

/** One line of the builder. */
export interface QueryRule {
  id?: string
  field: string
  operator: string
  value: unknown
}

/** Lines that must all hold (`and`) or of which one must (`or`), or the opposite of that. */
export interface QueryGroup {
  id?: string
  combinator: string
  not?: boolean
  rules: (QueryRule | QueryGroup)[]
}

/** Operators that the builder has a control for. `is` stands for a plain value, which also matches a number written as text. */
const BUILDER_OPERATORS = ['is', '$eq', '$ne', '$gte', '$gt', '$lte', '$lt', '$in', '$nin', '$exists'] as const

const KNOWN: ReadonlySet<string> = new Set(BUILDER_OPERATORS)

/** A condition as lines of the builder; undefined where the builder has no control for a part of it. */
export function toQuery(condition: Condition): QueryGroup | undefined {
  const rules: (QueryRule | QueryGroup)[] = []
  for (const [key, value] of Object.entries(condition)) {
    const found = key.startsWith('$') ? toGroups(key, value) : toRules(key, value)
    if (!found) return undefined
    rules.push(...found)
  }
  const [only] = rules
  return rules.length === 1 && only && 'rules' in only ? only : { combinator: 'and', rules }
}

/** The lines of a condition that is no more than lines which must all hold; undefined for any other. */
export function toLines(condition: Condition): QueryRule[] | undefined {
  const query = toQuery(condition)
  if (!query || query.combinator !== 'and' || query.not) return undefined
  const lines = query.rules.flatMap((one) => ('rules' in one ? [] : [one]))
  return lines.length === query.rules.length ? lines : undefined
}

function toGroups(key: string, value: unknown): QueryGroup[] | undefined {
  if (key === '$not') {
    const inner = isCondition(value) ? toQuery(value) : undefined
    return inner && [inner.not ? { combinator: 'and', not: true, rules: [inner] } : { ...inner, not: true }]
  }
  if ((key !== '$and' && key !== '$or' && key !== '$nor') || !Array.isArray(value)) return undefined
  const parts: (QueryRule | QueryGroup)[] = []
  for (const one of value as unknown[]) {
    const inner = isCondition(one) ? toQuery(one) : undefined
    if (!inner) return undefined
    const [single] = inner.rules
    parts.push(inner.rules.length === 1 && single && !inner.not ? single : inner)
  }
  return [{ combinator: key === '$and' ? 'and' : 'or', ...(key === '$nor' && { not: true }), rules: parts }]
}

function toRules(path: string, value: unknown): QueryRule[] | undefined {
  if (!isOperators(value)) {
    return typeof value === 'object' && value !== null ? undefined : [{ field: path, operator: 'is', value }]
  }
  const rules = testsOf(path, value).map(({ operator, operand }) => ({ field: path, operator, value: operand }))
  return rules.every(isPlain) ? rules : undefined
}

function isPlain({ operator, value }: QueryRule): boolean {
  if (!KNOWN.has(operator)) return false
  if (operator === '$in' || operator === '$nin') return Array.isArray(value) && value.every((one) => typeof one !== 'object')
  if (operator === '$exists') return typeof value === 'boolean'
  return typeof value !== 'object' || value === null
}

/** The condition that lines of the builder mean. Fields that are named once stay side by side in one object. */
export function toCondition(query: QueryGroup): Condition {
  const parts = query.rules.map((one) => ('rules' in one ? toCondition(one) : toTest(one)))
  if (query.combinator === 'or') return query.not ? { $nor: parts } : { $or: parts }
  const all = merge(parts)
  return query.not ? { $not: all } : all
}

function toTest({ field, operator, value }: QueryRule): Condition {
  return { [field]: operator === 'is' ? value : { [operator]: value } }
}

/** The same lines, of which the one at `path` (the index in each group on the way) asks about another fact. */
export function renameField(query: QueryGroup, [index, ...rest]: readonly number[], field: string): QueryGroup {
  const rules = query.rules.map((one, at) => {
    if (at !== index) return one
    return 'rules' in one ? renameField(one, rest, field) : { ...one, field }
  })
  return { ...query, rules }
}

function merge(parts: Condition[]): Condition {
  const keys = parts.flatMap((one) => Object.keys(one))
  if (new Set(keys).size === keys.length) return Object.assign({}, ...parts) as Condition
  return { $and: parts }
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
