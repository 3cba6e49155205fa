import type { CampaignInput, Locale } from '@espalier/core/schema'
import { campaign as schema } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from './sentence.ts'
import { draftOf, TEMPLATES } from './templates.ts'

const start = draftOf(TEMPLATES[0] as (typeof TEMPLATES)[number], 'near', 'en')
const context = { catalog: undefined, workspaceHoldout: 0, zone: 'Asia/Tokyo' }
const say = (part: Partial<CampaignInput>, locale: Locale) => sentenceOf({ ...start, holdout: { share: 0 }, ...part }, context, locale)

const TRIGGERS: [NonNullable<CampaignInput['trigger']>, string, string][] = [
  [{ on: 'load' }, 'when a page opens', 'ページを開いたときに'],
  [{ on: 'event', event: 'Invited' }, 'right after “Invited”', '「Invited」の直後に'],
  [
    { on: 'event', event: 'Exported', where: { rows: { $gte: 100 }, format: 'pdf' }, delaySeconds: 600 },
    '10 minutes after “Exported” where rows is at least 100 and format is pdf',
    'rowsが100以上で、formatがpdfの「Exported」から10分後に',
  ],
  [
    { on: 'event', event: 'Exported', where: { $or: [{ rows: 1 }, { rows: 2 }] } },
    'right after “Exported” with certain properties',
    'プロパティの条件に合う「Exported」の直後に',
  ],
  [{ on: 'feature', feature: 'seats' }, 'where “seats” is locked', '「seats」がロックされている場所で'],
  [{ on: 'limit', feature: 'seats', ratio: 0.9 }, 'while 90% or more of “seats” is used', '「seats」の使用が上限の90%以上のあいだ'],
  [{ on: 'page', path: '/settings/*' }, 'on pages that match “/settings/*”', '「/settings/*」に当たるページで'],
  [{ on: 'visible' }, 'once its place is in view', '表示場所が画面に入ったときに'],
  [{ on: 'cancel' }, 'when somebody starts to cancel', '解約の手続きが始まったときに'],
  [
    { on: 'server', event: 'Contract Signed', days: 7 },
    'on the next visit within 7 days after “Contract Signed” reached the server',
    '「Contract Signed」がサーバーに届いてから7日以内の次の訪問で',
  ],
  [{ on: 'date', path: 'account.renewsAt', from: -30, until: 0 }, 'in the 30 days before the renewal', '更新日の30日前から当日まで'],
  [
    { on: 'date', path: 'account.trialEndsAt', from: -3, until: 7 },
    'from 3 days before “account.trialEndsAt” until 7 days after it',
    '「account.trialEndsAt」の日付の3日前から7日後まで',
  ],
  [{ on: 'code' }, 'when your product asks for it', '製品から呼び出されたときに'],
]

describe('the trigger in plain words', () => {
  it.each(TRIGGERS)('says %j in both languages', (trigger, en, ja) => {
    expect(say({ trigger }, 'en')).toContain(`see a card in “dashboard-top” ${en}, until they answer.`)
    expect(say({ trigger }, 'ja')).toContain(`に、${ja}、「dashboard-top」のカードを`)
  })

  it('has words for every trigger of the schema', () => {
    const kinds = schema.shape.trigger.unwrap().options.map((one) => one.shape.on.value)
    expect(new Set(TRIGGERS.map(([{ on }]) => on))).toEqual(new Set(kinds))
  })
})

describe('the rest of the rule in plain words', () => {
  it('tells dates, weekdays and hours by the clock that they are meant by', () => {
    const schedule = { from: '2026-12-01T00:00:00Z', weekdays: [1, 2], hours: { from: 9, until: 18 } }
    expect(say({ schedule }, 'en')).toContain('Only from 1 Dec 2026, 9:00, on Monday, Tuesday, between 9:00 and 18:00 (workspace time).')
    expect(say({ schedule }, 'ja')).toContain(
      '表示するのは2026年12月1日 9:00から、月・火曜日、9時〜18時（ワークスペースの時刻）に限ります。',
    )
    expect(say({ schedule: { until: '2026-12-01T00:00:00Z', zone: 'Europe/Berlin' } }, 'en')).toContain(
      'Only until 1 Dec 2026, 1:00 (Europe/Berlin).',
    )
    expect(say({ schedule: {} }, 'en')).not.toContain('Only')
  })

  it('tells how often a whole account may see it', () => {
    const cadence = { show: 'once' as const, account: { days: 7, max: 20 } }
    expect(say({ cadence }, 'en')).toContain('All people of an account together see it at most once in 7 days and 20 times in all.')
    expect(say({ cadence }, 'ja')).toContain('同じアカウントでは、全員を合わせて7日に1回まで、合計20回までです。')
  })

  it('says that nobody is offered what they have, and nothing of it where nothing is sold', () => {
    expect(say({ feature: 'analytics' }, 'en')).toContain('Nobody who has “analytics” already is offered it.')
    expect(say({ feature: 'analytics', motion: 'adoption' }, 'en')).not.toContain('offered')
  })

  it('names the part of a group of accounts', () => {
    const namespace = { id: 'spring', from: 0, until: 0.5 }
    expect(say({ namespace }, 'en')).toContain('Only accounts in 0 to 50% of “spring” can meet it.')
    expect(say({ namespace }, 'ja')).toContain('対象は「spring」の0〜50%に入るアカウントだけです。')
  })
})
