import type { Test } from './fact-test.ts'
import { nameOfFeature, nameOfPlan, type Names } from './names.ts'

/** A clause in the form that another clause follows, and in the form that stands before the noun. */
export interface JapaneseClause {
  chain: string
  end: string
}

const AMOUNT: Record<string, (value: string) => string> = {
  $gte: (value) => `${value}以上`,
  $gt: (value) => `${value}より多く`,
  $lte: (value) => `${value}以下`,
  $lt: (value) => `${value}未満`,
  $eq: (value) => `ちょうど${value}`,
  $ne: (value) => `${value}以外`,
}

/** One test as a Japanese clause: 「書き出しを上限の80%以上使った」. */
export function japaneseClause({ path, operator, operand }: Test, names: Names): JapaneseClause {
  const [root = '', name = ''] = path.split('.', 2)
  const fact = path.slice(root.length + name.length + 2)
  const amount = AMOUNT[operator]
  if (/^(plan\.id|account\.plan)$/.test(path)) {
    const plans = any(operand, (one) => nameOfPlan(one, names))
    if (operator === '$eq' || operator === '$in') return { chain: `${plans}プランで`, end: `${plans}プランの` }
    if (operator === '$ne' || operator === '$nin') return { chain: `${plans}プラン以外で`, end: `${plans}プラン以外の` }
  }
  if (root === 'feature' && operator === '$eq') {
    const feature = nameOfFeature(path.slice(8), names)
    return operand === true
      ? { chain: `${feature}が使え`, end: `${feature}が使える` }
      : { chain: `${feature}がまだ使えず`, end: `${feature}がまだ使えない` }
  }
  if (root === 'limit' && typeof operand === 'number' && amount) {
    const feature = nameOfFeature(name, names)
    if (fact === 'ratio') return uses(`${feature}を上限の${amount(`${tidy(operand * 100)}%`)}`)
    if (fact === 'used') return uses(`${feature}を${amount(`${operand}件`)}`)
    if (fact === 'remaining') return is(`${feature}の残りが${amount(String(operand))}`)
    if (fact === 'forecastDays') return is(`${feature}が上限に達するまで${amount(`${operand}日`)}`)
  }
  if (root === 'event' && typeof operand === 'number' && amount) {
    const event = `「${path.slice(6, path.lastIndexOf('.'))}」`
    const window = /\.count(?:(\d+)d)?$/.exec(path)
    if (window) {
      const said = `${window[1] ? `${window[1]}日間に` : ''}${event}を${amount(`${operand}回`)}`
      return { chain: `${said}行い`, end: `${said}行った` }
    }
    if (path.endsWith('.daysSinceLast')) return is(`最後の${event}から${amount(`${operand}日`)}`)
    if (path.endsWith('.daysSinceFirst')) return is(`最初の${event}から${amount(`${operand}日`)}`)
  }
  const subject = root === 'user' ? `ユーザーの${path.slice(5)}` : root === 'account' ? path.slice(8) : path
  if (operator === '$exists')
    return operand ? { chain: `${subject}があり`, end: `${subject}がある` } : { chain: `${subject}がなく`, end: `${subject}がない` }
  const value = any(operand, String)
  if (operator === '$in') return is(`${subject}が${value}`)
  if (operator === '$nin' || operator === '$ne') return is(`${subject}が${value}以外`)
  if (operator === '$eq') return is(`${subject}が${value}`)
  return is(amount && typeof operand !== 'object' ? `${subject}が${amount(value)}` : `${subject} ${operator} ${JSON.stringify(operand)}`)
}

function uses(said: string): JapaneseClause {
  return { chain: `${said}使い`, end: `${said}使った` }
}

function is(said: string): JapaneseClause {
  // 「多い」 is an adjective; the other comparisons are nouns.
  if (said.endsWith('より多く')) return { chain: said, end: said.replace(/く$/, 'い') }
  return { chain: `${said}で`, end: `${said}の` }
}

function any(operand: unknown, name: (one: unknown) => string): string {
  return Array.isArray(operand) ? operand.map(name).join('または') : name(operand)
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100
}
