import type { Condition } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { describeAudience } from './audience-sentence.ts'
import type { Names } from './names.ts'
import { ruleFields } from './rule-fields.ts'

const known: Omit<Names, 'locale'> = {
  catalog: {
    features: [{ id: 'exports', name: { en: 'Exports', ja: '書き出し' }, kind: 'metered', event: 'Report Exported', reset: 'month' }],
    plans: [],
  },
  definitions: {
    segments: [{ id: 'power', name: 'Power users', audience: {} }],
    events: [{ id: 'large-export', name: 'Large export', event: 'Report Exported', where: { rows: { $gte: 1000 } } }],
  },
  campaigns: [{ id: 'nps', name: 'NPS' }],
}

const CLAUSES: [Condition, string, string][] = [
  [{ 'segment.power': true }, 'Accounts that are in “Power users”', '「Power users」に含まれるアカウント'],
  [{ 'segment.power': { $ne: true } }, 'Accounts that are not in “Power users”', '「Power users」に含まれないアカウント'],
  [
    { 'account.phase': { $in: ['adoption', 'expansion'] } },
    'Accounts that are in the adoption or expansion phase',
    '活用または拡大フェーズのアカウント',
  ],
  [{ 'account.daysToRenewal': { $lte: 30 } }, 'Accounts that renew in at most 30 days', '更新まで30日以内のアカウント'],
  [
    { 'account.daysToFiscalYear': { $lt: 60 } },
    'Accounts that start a fiscal year in fewer than 60 days',
    '新しい会計年度まで60日未満のアカウント',
  ],
  [{ 'account.touch': 'high' }, 'Accounts whose touch tier is high', 'タッチモデルがhighのアカウント'],
  [
    { 'event.large-export.count14d': { $gte: 2 } },
    'Accounts that did “Large export” at least 2 times in 14 days',
    '14日間に「Large export」を2回以上行ったアカウント',
  ],
  [
    { 'accountEvent.Report Exported.count': { $gte: 1 } },
    'Accounts that together did “Report Exported” at least once',
    'アカウント全体で「Report Exported」を1回以上行ったアカウント',
  ],
  [
    { 'event.Report Exported.daysSinceFirst': { $lt: 7 } },
    'Accounts that first did “Report Exported” fewer than 7 days ago',
    '最初の「Report Exported」から7日未満のアカウント',
  ],
  [
    { 'limit.exports.forecastDays': { $lte: 5 } },
    'Accounts that reach the limit of Exports in at most 5 days',
    '書き出しが上限に達するまで5日以下のアカウント',
  ],
  [
    { 'limit.exports.state': { $in: ['reached', 'over'] } },
    'Accounts whose limit of Exports is reached or over',
    '書き出しの上限の近さが「上限ちょうどまたは超過」のアカウント',
  ],
  [{ 'survey.nps.score': { $gte: 9 } }, 'Accounts that gave at least 9 in “NPS”', '「NPS」のスコアが9以上のアカウント'],
  [
    { 'survey.nps.daysSince': { $gt: 30 } },
    'Accounts that answered “NPS” more than 30 days ago',
    '「NPS」への回答から30日より多いアカウント',
  ],
  [
    { 'event.Report Exported.count30d': { $lt: 1 } },
    'Accounts that did not do “Report Exported” in 30 days',
    '30日間に「Report Exported」を行っていないアカウント',
  ],
  [
    { 'event.Report Exported.count': { $lte: 0 }, 'plan.id': 'team' },
    'Accounts on team that did not do “Report Exported”',
    '「Report Exported」を行わず、teamプランのアカウント',
  ],
  [{ 'campaign.nps.shown': { $lt: 3 } }, 'Accounts that saw “NPS” fewer than 3 times', '「NPS」を3回未満見たアカウント'],
  [
    { 'campaign.nps.response': { $ne: 'no' } },
    'Accounts whose last answer to “NPS” is not “no”',
    '「NPS」への最後の反応が「不要」以外のアカウント',
  ],
  [{ 'page.path': '/reports' }, 'Accounts where the path of the page is /reports', 'ページのパスが/reportsのアカウント'],
  [{ 'page.device': { $ne: 'phone' } }, 'Accounts where the device is not a phone', '端末がスマホ以外のアカウント'],
  [{ 'now.hour': { $gte: 9 } }, 'Accounts where it is 9:00 or later (workspace time)', 'ワークスペースの時刻が9時以降のアカウント'],
  [{ 'local.hour': { $lte: 17 } }, 'Accounts where it is before 18:00 (their time)', '本人の地域の時刻が18時より前のアカウント'],
  [
    { 'now.weekday': { $gte: 6 } },
    'Accounts where it is Saturday or Sunday (workspace time)',
    'ワークスペースの曜日が土曜日・日曜日のアカウント',
  ],
  [{ 'health.score': { $lt: 50 } }, 'Accounts whose health is less than 50', '健全度が50未満のアカウント'],
  [
    { 'health.onboarded': true, 'health.pastDue': false },
    'Accounts that finished onboarding and are not past due',
    'オンボーディングを終え、支払いが遅れていないアカウント',
  ],
  [{ 'user.anonymous': true }, 'Accounts whose user is not signed in', 'ユーザーがログインしていないアカウント'],
  [
    { 'user.daysSinceFirstSeen': { $gte: 30 } },
    'Accounts whose user was first seen at least 30 days ago',
    'ユーザーの初回利用から30日以上のアカウント',
  ],
]

describe('every kind of fact in plain words', () => {
  it.each(CLAUSES)('says %j in both languages', (condition, en, ja) => {
    expect([describeAudience(condition, { ...known, locale: 'en' }), describeAudience(condition, { ...known, locale: 'ja' })]).toEqual([
      en,
      ja,
    ])
  })
})

describe('the facts of the builder', () => {
  const namesOf = (condition: Condition = {}, more: string[] = []) =>
    ruleFields({ ...known, locale: 'en' }, condition, more).flatMap(({ options }) => options.map((one) => one.name))

  it('have a label in both languages, each fact once', () => {
    for (const locale of ['en', 'ja'] as const) {
      const fields = ruleFields({ ...known, locale }, {}, []).flatMap((group) => group.options)
      expect(fields.filter((one) => one.label === '' || one.label === one.name)).toEqual([])
      expect(new Set(fields.map((one) => one.name)).size).toBe(fields.length)
    }
  })

  it('cover what the conditions above ask about', () => {
    const all = new Set(namesOf())
    const asked = CLAUSES.flatMap(([condition]) => Object.keys(condition)).map((path) => path.replace(/\.count\d+d$/, '.count'))
    expect(asked.filter((path) => !all.has(path))).toEqual([])
  })

  it('take in events of any window and facts that only the condition or the author names', () => {
    const names = namesOf({ 'event.Signed Up.count14d': { $gte: 1 }, 'account.region': 'jp' }, ['user.team'])
    expect(names).toContain('event.Signed Up.count')
    expect(names.slice(-2)).toEqual(['account.region', 'user.team'])
  })
})
