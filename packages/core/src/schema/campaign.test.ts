import { describe, expect, it } from 'vitest'
import { campaign } from './campaign.ts'
import { catalog } from './catalog.ts'
import { settings } from './settings.ts'

const offer = { title: 'One seat left', body: 'Business adds permissions. Your data stays as it is.', action: { label: 'Compare plans' } }
const valid = {
  id: 'near-limit',
  name: 'Near the limit',
  motion: 'upsell',
  problemSolved: 'The team runs out of exports before the month ends',
  widget: { kind: 'card', slot: 'top', content: { en: offer, ja: { ...offer, title: 'あと1人で上限に達します' } } },
  cadence: { show: 'once' },
  goal: { kind: 'upgrade' },
}
const wrongFields = (value: unknown): string[] => (campaign.safeParse(value).error?.issues ?? []).map((issue) => issue.path.join('.'))

describe('a campaign file', () => {
  it('is accepted with its defaults filled in', () => {
    expect(campaign.parse(valid)).toMatchObject({
      audience: {},
      trigger: { on: 'load' },
      priority: 100,
      holdout: { share: 0 },
      assignment: 'hash',
      goal: { windowDays: 14 },
    })
  })

  it.each([
    ['no problem', { ...valid, problemSolved: undefined }, 'problemSolved'],
    ['a problem of two letters', { ...valid, problemSolved: 'no' }, 'problemSolved'],
    ['an unknown motion', { ...valid, motion: 'push' }, 'motion'],
    ['an unknown key', { ...valid, colour: 'red' }, ''],
    ['one language only', { ...valid, widget: { ...valid.widget, content: { en: offer } } }, 'widget.content.ja'],
    [
      'an empty Japanese title',
      { ...valid, widget: { ...valid.widget, content: { en: offer, ja: { ...offer, title: ' ' } } } },
      'widget.content.ja.title',
    ],
    [
      'a link that runs code',
      {
        ...valid,
        widget: { ...valid.widget, content: { ja: offer, en: { ...offer, action: { label: 'x', url: 'javascript:alert(1)' } } } },
      },
      'widget.content.en.action.url',
    ],
    [
      'a link to another host without https',
      { ...valid, widget: { ...valid.widget, content: { ja: offer, en: { ...offer, action: { label: 'x', url: '//evil.example' } } } } },
      'widget.content.en.action.url',
    ],
    ['a fact nobody knows', { ...valid, audience: { $and: [{ 'acount.plan': 'free' }] } }, 'audience.$and.0.acount.plan'],
    ['an unknown operator', { ...valid, audience: { 'account.plan': { $near: 'free' } } }, 'audience.account.plan.$near'],
    ['a list operator without a list', { ...valid, audience: { 'account.plan': { $in: 'free' } } }, 'audience.account.plan.$in'],
    ['a broken pattern', { ...valid, audience: { 'account.plan': { $regex: '(' } } }, 'audience.account.plan.$regex'],
    ['items that nothing tests', { ...valid, audience: { 'user.tags': { $elemMatch: null } } }, 'audience.user.tags.$elemMatch'],
    ['an audience that is text', { ...valid, audience: 'everyone' }, 'audience'],
    ['every n days without days', { ...valid, cadence: { show: 'every' } }, 'cadence.days'],
    ['an event goal without its event', { ...valid, goal: { kind: 'event' } }, 'goal.event'],
    ['an end before the start', { ...valid, schedule: { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' } }, 'schedule.until'],
    ['two variants of one name', { ...valid, variants: [{ id: 'a' }, { id: 'a' }] }, 'variants.1.id'],
    ['a variant called held-out', { ...valid, variants: [{ id: 'held-out' }] }, 'variants.0.id'],
    [
      'a variant with the content of another kind',
      { ...valid, variants: [{ id: 'a', content: { en: { question: 'Q' }, ja: { question: 'Q' } } }] },
      'variants.0.content.en.title',
    ],
    [
      'a property test with an unknown operator',
      { ...valid, trigger: { on: 'event', event: 'X', where: { rows: { $big: 1 } } } },
      'trigger.where.rows.$big',
    ],
  ])('with %s is refused at its field', (_, value, field) => {
    expect(wrongFields(value)).toContain(field)
  })
})

describe('a catalogue', () => {
  const exports = { id: 'exports', name: { en: 'Exports', ja: 'エクスポート' }, kind: 'metered', event: 'Report Exported', reset: 'month' }
  const plan = { id: 'team', name: { en: 'Team', ja: 'チーム' }, features: { exports: { limit: 20 } } }
  const wrong = (value: unknown): string[] => (catalog.safeParse(value).error?.issues ?? []).map((issue) => issue.path.join('.'))

  it('is accepted when plans, features and next plans fit together', () => {
    expect(wrong({ features: [exports], plans: [plan], defaultPlan: 'team' })).toEqual([])
  })

  it('is refused at the reference that leads nowhere', () => {
    expect(wrong({ features: [exports], plans: [{ ...plan, next: 'business' }] })).toEqual(['plans.0.next'])
    expect(wrong({ features: [], plans: [plan] })).toEqual(['plans.0.features.exports'])
    expect(wrong({ features: [exports], plans: [plan], defaultPlan: 'free' })).toEqual(['defaultPlan'])
  })
})

describe('settings', () => {
  it('are the documented defaults when nothing is set', () => {
    expect(settings.parse({})).toMatchObject({
      holdout: 0.1,
      healthBelow: 60,
      detractorDays: 90,
      surveySampling: 0.33,
      budget: { userPerDay: 1, userPerWeek: 3, accountPerDay: 3, quietFirstDays: 3, quietFirstSeconds: 30 },
    })
  })

  it('name the field that is wrong', () => {
    const issues = settings.safeParse({ zone: 'Asia/Tokio', holdout: 2 }).error?.issues ?? []
    expect(issues.map((issue) => issue.path.join('.')).toSorted()).toEqual(['holdout', 'zone'])
  })
})
