import { factWords } from '../text/facts.ts'
import { hoursOf, isNever, meant, weekdaysOf } from './clause-values.ts'
import type { Test } from './fact-test.ts'
import { nameOfCampaign, nameOfEvent, nameOfFeature, nameOfPlan, nameOfSegment, type Names } from './names.ts'
import { countOf, eventOf } from './rule-field.ts'

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

/** Days that are still to come: 「30日以内」 reads better than 「30日以下」. */
const AHEAD: typeof AMOUNT = { ...AMOUNT, $lte: (value) => `${value}以内`, $gt: (value) => `${value}より先` }

/** What a fact that is true or false says, and its opposite. */
const YES_OR_NO: Record<string, readonly [yes: JapaneseClause, no: JapaneseClause]> = {
  'health.onboarded': [
    { chain: 'オンボーディングを終え', end: 'オンボーディングを終えた' },
    { chain: 'オンボーディングが終わっておらず', end: 'オンボーディングが終わっていない' },
  ],
  'health.pastDue': [
    { chain: '支払いが遅れており', end: '支払いが遅れている' },
    { chain: '支払いが遅れておらず', end: '支払いが遅れていない' },
  ],
  'health.risk': [
    { chain: '解約リスクがあり', end: '解約リスクがある' },
    { chain: '解約リスクがなく', end: '解約リスクがない' },
  ],
  'health.cancelling': [
    { chain: '解約手続き中で', end: '解約手続き中の' },
    { chain: '解約手続き中ではなく', end: '解約手続き中ではない' },
  ],
  'user.anonymous': [
    { chain: 'ユーザーがログインしておらず', end: 'ユーザーがログインしていない' },
    { chain: 'ユーザーがログインしており', end: 'ユーザーがログインしている' },
  ],
}

/** One test as a Japanese clause: 「書き出しを上限の80%以上使った」. */
export function japaneseClause(test: Test, names: Names): JapaneseClause {
  const { path, operator, operand } = test
  const [root = '', name = ''] = path.split('.', 2)
  const fact = path.slice(root.length + name.length + 2)
  if (/^(plan\.id|account\.plan)$/.test(path)) {
    const plans = any(operand, (one) => nameOfPlan(one, names))
    if (operator === '$eq' || operator === '$in') return { chain: `${plans}プランで`, end: `${plans}プランの` }
    if (operator === '$ne' || operator === '$nin') return { chain: `${plans}プラン以外で`, end: `${plans}プラン以外の` }
  }
  const holds = meant(test)
  if (holds !== undefined) {
    if (root === 'feature') {
      const feature = nameOfFeature(path.slice(8), names)
      return holds
        ? { chain: `${feature}が使え`, end: `${feature}が使える` }
        : { chain: `${feature}がまだ使えず`, end: `${feature}がまだ使えない` }
    }
    if (root === 'segment') {
      const inside = `${nameOfSegment(path.slice(8), names)}に含まれ`
      return holds ? { chain: inside, end: `${inside}る` } : { chain: `${inside}ず`, end: `${inside}ない` }
    }
    const said = YES_OR_NO[path]
    if (said) return said[holds ? 0 : 1]
  }
  const counted = typeof operand === 'number' ? amounts(test, operand, root, name, fact, names) : undefined
  return counted ?? chosen(test, root, name, fact, names) ?? other(test, root)
}

function amounts(test: Test, n: number, root: string, name: string, fact: string, names: Names): JapaneseClause | undefined {
  const { path, operator } = test
  const [amount, ahead] = [AMOUNT[operator], AHEAD[operator]]
  if (!amount || !ahead || root === 'now' || root === 'local') return undefined
  if (root === 'limit') {
    const feature = nameOfFeature(name, names)
    if (fact === 'ratio') return did(`${feature}を上限の${amount(`${tidy(n * 100)}%`)}`, '使')
    if (fact === 'used') return did(`${feature}を${amount(`${n}件`)}`, '使')
    if (fact === 'remaining') return is(`${feature}の残りが${amount(String(n))}`)
    if (fact === 'limit') return is(`${feature}の上限が${amount(String(n))}`)
    if (fact === 'forecastDays') return is(`${feature}が上限に達するまで${amount(`${n}日`)}`)
  }
  const id = eventOf(path)
  if (id !== undefined) {
    const [who, event] = [root === 'accountEvent' ? 'アカウント全体で' : '', nameOfEvent(id, names)]
    const count = countOf(path)
    const within = `${who}${count?.days ? `${count.days}日間に` : ''}${event}を`
    if (count)
      return isNever(test, n) ? { chain: `${within}行わず`, end: `${within}行っていない` } : did(`${within}${amount(`${n}回`)}`, '行')
    if (path.endsWith('.daysSinceLast')) return is(`${who}最後の${event}から${amount(`${n}日`)}`)
    if (path.endsWith('.daysSinceFirst')) return is(`${who}最初の${event}から${amount(`${n}日`)}`)
  }
  const campaign = nameOfCampaign(name, names)
  if (root === 'survey' && fact === 'score') return is(`${campaign}のスコアが${amount(String(n))}`)
  if (root === 'survey' && fact === 'daysSince') return is(`${campaign}への回答から${amount(`${n}日`)}`)
  if (root === 'campaign' && fact === 'shown') {
    const said = `${campaign}を${amount(`${n}回`)}`
    return { chain: `${said}見ており`, end: `${said}見た` }
  }
  if (root === 'campaign' && fact === 'daysSinceShown') return is(`${campaign}を最後に見てから${amount(`${n}日`)}`)
  if (path === 'account.daysToRenewal') return is(`更新まで${ahead(`${n}日`)}`)
  if (path === 'account.daysToFiscalYear') return is(`新しい会計年度まで${ahead(`${n}日`)}`)
  if (path === 'user.daysSinceFirstSeen') return is(`ユーザーの初回利用から${amount(`${n}日`)}`)
  if (path === 'health.detractorDays') return is(`批判者の回答から${amount(`${n}日`)}`)
  if (path === 'health.score') return is(`健全度が${amount(String(n))}`)
  return undefined
}

function chosen(test: Test, root: string, name: string, fact: string, names: Names): JapaneseClause | undefined {
  const { path, operator, operand } = test
  const { values } = factWords.ja
  const zone = root === 'local' ? '本人の地域' : 'ワークスペース'
  const weekdays = path.endsWith('.weekday') && weekdaysOf(test)
  if (weekdays) return is(`${zone}の曜日が${weekdays.map((one) => values['weekday']?.[one] ?? one).join('・')}`)
  const hours = path.endsWith('.hour') && hoursOf(test)
  if (hours) return is(`${zone}の時刻が${hours.from === undefined ? `${hours.until}時より前` : `${hours.from}時以降`}`)
  const not = operator === '$ne' || operator === '$nin' ? '以外' : ''
  if (not === '' && operator !== '$eq' && operator !== '$in') return undefined
  const called = (kind: string) => any(operand, (one) => values[kind]?.[String(one)] ?? String(one))
  if (path === 'account.phase') return is(`${called(path)}フェーズ${not}`)
  if (root === 'limit' && fact === 'state') return is(`${nameOfFeature(name, names)}の上限の近さが「${called('state')}」${not}`)
  if (root === 'campaign' && fact === 'response') return is(`${nameOfCampaign(name, names)}への最後の反応が「${called('response')}」${not}`)
  if (path === 'page.device') return is(`端末が${called(path)}${not}`)
  return undefined
}

function other({ path, operator, operand }: Test, root: string): JapaneseClause {
  const subject = factWords.ja.facts[path] ?? (root === 'user' ? `ユーザーの${path.slice(5)}` : root === 'account' ? path.slice(8) : path)
  if (operator === '$exists')
    return operand ? { chain: `${subject}があり`, end: `${subject}がある` } : { chain: `${subject}がなく`, end: `${subject}がない` }
  const value = any(operand, String)
  const amount = AMOUNT[operator]
  if (operator === '$in' || operator === '$eq') return is(`${subject}が${value}`)
  if (operator === '$nin' || operator === '$ne') return is(`${subject}が${value}以外`)
  return is(amount && typeof operand !== 'object' ? `${subject}が${amount(value)}` : `${subject} ${operator} ${JSON.stringify(operand)}`)
}

/** 「使い」「使った」, 「行い」「行った」. */
function did(said: string, verb: '使' | '行'): JapaneseClause {
  return { chain: `${said}${verb}い`, end: `${said}${verb}った` }
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
