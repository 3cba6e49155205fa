import { factWords } from '../text/facts.ts'
import { hoursOf, isNever, meant, weekdaysOf } from './clause-values.ts'
import type { Test } from './fact-test.ts'
import { nameOfCampaign, nameOfEvent, nameOfFeature, nameOfPlan, nameOfSegment, type Names } from './names.ts'
import { countOf, eventOf } from './rule-field.ts'

const HOW_MANY: Record<string, string> = {
  $gte: 'at least',
  $gt: 'more than',
  $lte: 'at most',
  $lt: 'fewer than',
  $eq: 'exactly',
  $ne: 'not exactly',
}
const HOW_MUCH: Record<string, string> = { ...HOW_MANY, $lt: 'less than' }

/** What a fact that is true or false says, and its opposite. */
const YES_OR_NO: Record<string, readonly [yes: string, no: string]> = {
  'health.onboarded': ['finished onboarding', 'have not finished onboarding'],
  'health.pastDue': ['are past due', 'are not past due'],
  'health.risk': ['are at open risk', 'are not at risk'],
  'health.cancelling': ['are cancelling', 'are not cancelling'],
  'user.anonymous': ['whose user is not signed in', 'whose user is signed in'],
}

/**
 * One test as a clause: “used at least 80% of Exports”, “on Team”, “whose industry is media”. Clauses that do not start with
 * “whose” or “where” follow “that”, plans follow the noun itself.
 */
export function englishClause(test: Test, names: Names): string {
  const { path, operator, operand } = test
  const [root = '', name = ''] = path.split('.', 2)
  const fact = path.slice(root.length + name.length + 2)
  if (/^(plan\.id|account\.plan)$/.test(path)) {
    if (operator === '$eq' || operator === '$in') return `on ${any(operand, (one) => nameOfPlan(one, names))}`
    if (operator === '$ne' || operator === '$nin') return `are not on ${any(operand, (one) => nameOfPlan(one, names))}`
  }
  const holds = meant(test)
  if (holds !== undefined) {
    if (root === 'feature') return `${holds ? 'have' : 'do not have'} ${nameOfFeature(path.slice(8), names)}`
    if (root === 'segment') return `are ${holds ? '' : 'not '}in ${nameOfSegment(path.slice(8), names)}`
    const said = YES_OR_NO[path]
    if (said) return said[holds ? 0 : 1]
  }
  const counted = typeof operand === 'number' ? amounts(test, operand, root, name, fact, names) : undefined
  return counted ?? chosen(test, root, name, fact, names) ?? other(test, root)
}

function amounts(test: Test, n: number, root: string, name: string, fact: string, names: Names): string | undefined {
  const { path, operator } = test
  const [many, much] = [HOW_MANY[operator], HOW_MUCH[operator]]
  if (root === 'now' || root === 'local') return undefined
  if (!many || !much) return undefined
  if (root === 'limit') {
    const feature = nameOfFeature(name, names)
    if (fact === 'ratio') return `used ${much} ${tidy(n * 100)}% of ${feature}`
    if (fact === 'remaining') return `have ${many} ${n} of ${feature} left`
    if (fact === 'used') return `used ${many} ${n} of ${feature}`
    if (fact === 'limit') return `may use ${many} ${n} of ${feature}`
    if (fact === 'forecastDays') return `reach the limit of ${feature} in ${many} ${n} days`
  }
  const id = eventOf(path)
  if (id !== undefined) {
    const [who, event] = [root === 'accountEvent' ? 'together ' : '', nameOfEvent(id, names)]
    const count = countOf(path)
    const within = count?.days ? ` in ${days(count.days)}` : ''
    if (count) return isNever(test, n) ? `did not do ${event}${within}` : `${who}did ${event} ${many} ${times(n)}${within}`
    if (path.endsWith('.daysSinceLast')) return `${who}last did ${event} ${many} ${days(n)} ago`
    if (path.endsWith('.daysSinceFirst')) return `${who}first did ${event} ${many} ${days(n)} ago`
  }
  if (root === 'survey' && fact === 'score') return `gave ${many} ${n} in ${nameOfCampaign(name, names)}`
  if (root === 'survey' && fact === 'daysSince') return `answered ${nameOfCampaign(name, names)} ${many} ${days(n)} ago`
  if (root === 'campaign' && fact === 'shown') return `saw ${nameOfCampaign(name, names)} ${many} ${times(n)}`
  if (root === 'campaign' && fact === 'daysSinceShown') return `last saw ${nameOfCampaign(name, names)} ${many} ${days(n)} ago`
  if (path === 'account.daysToRenewal') return `renew in ${many} ${days(n)}`
  if (path === 'account.seats') return `have ${many} ${n} ${n === 1 ? 'seat' : 'seats'}`
  if (path === 'account.daysToFiscalYear') return `start a fiscal year in ${many} ${days(n)}`
  if (path === 'user.daysSinceFirstSeen') return `whose user was first seen ${many} ${days(n)} ago`
  if (path === 'health.detractorDays') return `gave a detractor answer ${many} ${days(n)} ago`
  if (path === 'health.score') return `whose health is ${much} ${n}`
  return undefined
}

function chosen(test: Test, root: string, name: string, fact: string, names: Names): string | undefined {
  const { path, operator, operand } = test
  const { values } = factWords.en
  const not = operator === '$ne' || operator === '$nin' ? 'not ' : ''
  const among = not !== '' || operator === '$eq' || operator === '$in'
  const zone = root === 'local' ? 'their time' : 'workspace time'
  const weekdays = path.endsWith('.weekday') && weekdaysOf(test)
  if (weekdays) return `where it is ${any(weekdays, (one) => values['weekday']?.[String(one)] ?? String(one))} (${zone})`
  const hours = path.endsWith('.hour') && hoursOf(test)
  if (hours) return `where it is ${hours.from === undefined ? `before ${hours.until}:00` : `${hours.from}:00 or later`} (${zone})`
  if (!among) return undefined
  const called = (kind: string) => any(operand, (one) => (values[kind]?.[String(one)] ?? String(one)).toLowerCase())
  if (path === 'account.phase') return `are ${not}in the ${called(path)} phase`
  if (root === 'limit' && fact === 'state') return `whose limit of ${nameOfFeature(name, names)} is ${not}${called('state')}`
  if (root === 'campaign' && fact === 'response')
    return `whose last answer to ${nameOfCampaign(name, names)} is ${not}“${called('response')}”`
  if (path === 'page.device') return `where the device is ${not}a ${called(path)}`
  return undefined
}

function other({ path, operator, operand }: Test, root: string): string {
  const said = plain(operator, operand)
  const label = factWords.en.facts[path]
  if (path === 'account.touch') return `whose touch tier ${said}`
  if (root === 'account') return `whose ${path.slice(8)} ${said}`
  if (root === 'user') return `whose user’s ${path.slice(5)} ${said}`
  return `where ${label === undefined ? path : `the ${label[0]?.toLowerCase()}${label.slice(1)}`} ${said}`
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

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100
}
