import type { Test } from './fact-test.ts'
import { nameOfFeature, nameOfPlan, type Names } from './names.ts'

const HOW_MANY: Record<string, string> = {
  $gte: 'at least',
  $gt: 'more than',
  $lte: 'at most',
  $lt: 'fewer than',
  $eq: 'exactly',
  $ne: 'not exactly',
}
const HOW_MUCH: Record<string, string> = { ...HOW_MANY, $lt: 'less than' }

/** One test as a clause: “used at least 80 % of Exports”, “on Team”, “whose industry is media”. */
export function englishClause({ path, operator, operand }: Test, names: Names): string {
  const [root = '', name = ''] = path.split('.', 2)
  const fact = path.slice(root.length + name.length + 2)
  const many = HOW_MANY[operator]
  const much = HOW_MUCH[operator]
  if (/^(plan\.id|account\.plan)$/.test(path)) {
    if (operator === '$eq' || operator === '$in') return `on ${any(operand, (one) => nameOfPlan(one, names))}`
    if (operator === '$ne' || operator === '$nin') return `are not on ${any(operand, (one) => nameOfPlan(one, names))}`
  }
  if (root === 'feature' && operator === '$eq') return `${operand === true ? 'have' : 'do not have'} ${nameOfFeature(path.slice(8), names)}`
  if (root === 'limit' && typeof operand === 'number' && many && much) {
    const feature = nameOfFeature(name, names)
    if (fact === 'ratio') return `used ${much} ${tidy(operand * 100)} % of ${feature}`
    if (fact === 'remaining') return `have ${many} ${operand} of ${feature} left`
    if (fact === 'used') return `used ${many} ${operand} of ${feature}`
    if (fact === 'forecastDays') return `reach the limit of ${feature} in ${many} ${operand} days`
  }
  if (root === 'event' && typeof operand === 'number' && many) {
    const event = `“${path.slice(6, path.lastIndexOf('.'))}”`
    const window = /\.count(?:(\d+)d)?$/.exec(path)
    if (window) return `did ${event} ${many} ${times(operand)}${window[1] ? ` in ${window[1]} days` : ''}`
    if (path.endsWith('.daysSinceLast')) return `last did ${event} ${many} ${operand} days ago`
    if (path.endsWith('.daysSinceFirst')) return `first did ${event} ${many} ${operand} days ago`
  }
  const said = plain(operator, operand)
  if (root === 'account') return `whose ${path.slice(8)} ${said}`
  if (root === 'user') return `whose user’s ${path.slice(5)} ${said}`
  return `where ${path} ${said}`
}

function plain(operator: string, operand: unknown): string {
  if (operator === '$exists') return operand ? 'is set' : 'is not set'
  const value = any(operand, String)
  const said: Record<string, string> = {
    $eq: `is ${value}`,
    $ne: `is not ${value}`,
    $in: `is ${value}`,
    $nin: `is not ${value}`,
    $gte: `is at least ${value}`,
    $gt: `is above ${value}`,
    $lte: `is at most ${value}`,
    $lt: `is below ${value}`,
  }
  return said[operator] ?? `${operator} ${typeof operand === 'object' ? JSON.stringify(operand) : value}`
}

function any(operand: unknown, name: (one: unknown) => string): string {
  return Array.isArray(operand) ? operand.map(name).join(' or ') : name(operand)
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100
}
