import { z } from 'zod'
import { type Condition, isOperator, isOperators } from '../condition.ts'
import { isSlowPattern } from './pattern/slow.ts'

/** Roots of the facts that a condition may read. */
export const FACT_ROOTS = [
  'user',
  'account',
  'plan',
  'limit',
  'feature',
  'event',
  'accountEvent',
  'page',
  'survey',
  'campaign',
  'health',
  'now',
  'local',
  'segment',
] as const

const LOGIC = new Set(['$and', '$or', '$nor', '$not'])
const MAX_DEPTH = 12

type Report = (path: (string | number)[], message: string) => void

function checkCondition(value: unknown, path: (string | number)[], report: Report, depth: number, roots?: readonly string[]): void {
  if (depth > MAX_DEPTH) return report(path, `nested deeper than ${MAX_DEPTH} levels`)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return report(path, 'expected an object such as {"account.plan": "team"}')
  }
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key]
    if (LOGIC.has(key)) {
      if (key === '$not') checkCondition(inner, at, report, depth + 1, roots)
      else if (!Array.isArray(inner)) report(at, `${key} expects a list of conditions`)
      else inner.forEach((one, index) => checkCondition(one, [...at, index], report, depth + 1, roots))
    } else if (key.startsWith('$')) {
      report(at, `unknown logic operator ${key}; expected $and, $or, $nor or $not`)
    } else {
      const root = key.split('.', 1)[0] ?? ''
      if (roots && !roots.includes(root)) report(at, `unknown fact "${key}"; facts start with ${roots.join(', ')}`)
      if (roots) checkFact(key, inner, at, report)
      checkTest(inner, at, report, depth + 1)
    }
  }
}

const MAX_WINDOW = 90

function checkFact(key: string, test: unknown, at: (string | number)[], report: Report): void {
  const [root = '', name, fact = ''] = key.split('.')
  if (root === 'segment' && (!name || typeof test !== 'boolean')) report(at, 'expected true or false for {"segment.<id>": ...}')
  const days = /^(?:event|accountEvent)$/.test(root) ? /^count(\d+)d$/.exec(fact)?.[1] : undefined
  if (days !== undefined && (Number(days) < 1 || Number(days) > MAX_WINDOW)) report(at, `expected a window of 1 to ${MAX_WINDOW} days`)
}

function checkTest(value: unknown, path: (string | number)[], report: Report, depth: number): void {
  if (depth > MAX_DEPTH) return report(path, `nested deeper than ${MAX_DEPTH} levels`)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const keys = Object.keys(value)
  if (!keys.some((key) => key.startsWith('$'))) return
  for (const [key, operand] of Object.entries(value)) checkOperator(key, operand, [...path, key], report, depth)
}

/** An item of a list is tested by operators alone, or by a condition over what it holds. */
function checkItemTest(value: unknown, path: (string | number)[], report: Report, depth: number): void {
  if (isOperators(value)) checkTest(value, path, report, depth)
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) checkCondition(value, path, report, depth)
  else report(path, '$elemMatch expects an object such as {"$gte": 10}')
}

const LISTS = new Set(['$in', '$nin', '$ini', '$nini', '$all', '$alli'])
const PATTERNS = new Set(['$regex', '$regexi'])
/** Characters. */
const LONGEST_PATTERN = 500

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}

function checkOperator(key: string, operand: unknown, at: (string | number)[], report: Report, depth: number): void {
  if (!isOperator(key)) report(at, `unknown operator ${key}`)
  else if (LISTS.has(key) && !Array.isArray(operand)) report(at, `${key} expects a list`)
  else if (key === '$exists' && typeof operand !== 'boolean') report(at, '$exists expects true or false')
  else if (key === '$elemMatch') checkItemTest(operand, at, report, depth + 1)
  else if (key === '$not' || key === '$size') checkTest(operand, at, report, depth + 1)
  else if (key === '$all' || key === '$alli')
    (operand as unknown[]).forEach((one, index) => checkTest(one, [...at, index], report, depth + 1))
  else if (PATTERNS.has(key)) {
    if (typeof operand !== 'string') report(at, `${key} expects a pattern as text`)
    else if (operand.length > LONGEST_PATTERN) report(at, `${key} expects at most ${LONGEST_PATTERN} characters`)
    else if (!isPattern(operand)) report(at, `${key} is not a valid pattern`)
  }
}

/** Patterns wherever they stand: a page that matches a slow one stands still. */
function checkPatterns(value: unknown, path: (string | number)[], report: Report): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    if (!PATTERNS.has(key)) checkPatterns(inner, at, report)
    else if (typeof inner === 'string' && inner.length <= LONGEST_PATTERN && isPattern(inner) && isSlowPattern(inner, key === '$regexi')) {
      report(at, `${key} takes too long with some texts: expected a pattern that repeats nothing in two ways, as (a+)+ does`)
    }
  }
}

/** What was taken once, and goes on: a condition whose patterns may be slow. */
export const keptCondition = z
  .custom<Condition>(() => true)
  .superRefine((value, context) => {
    checkCondition(value, [], (path, message) => context.addIssue({ code: 'custom', path, message }), 0, FACT_ROOTS)
  })

/** What was taken once, and goes on: a condition over properties whose patterns may be slow. */
export const keptPropertiesCondition = z
  .custom<Condition>(() => true)
  .superRefine((value, context) => {
    checkCondition(value, [], (path, message) => context.addIssue({ code: 'custom', path, message }), 0)
  })

/** Refuses what is written now where a pattern stands in it that some text keeps busy for ever. */
export function refuseSlowPatterns<T>(value: T, context: z.core.$RefinementCtx<T>): void {
  checkPatterns(value, [], (path, message) => context.addIssue({ code: 'custom', path, message }))
}

/**
 * Checks every path, operator, operand and pattern, and names the first wrong place by its path. `{}` matches everyone. Patterns that some
 * text keeps busy for ever are refused.
 */
export const condition = keptCondition.superRefine(refuseSlowPatterns)

/** A condition over the properties of one event: the same language, any path. */
export const propertiesCondition = keptPropertiesCondition.superRefine(refuseSlowPatterns)
