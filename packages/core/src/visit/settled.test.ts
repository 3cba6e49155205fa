import { expect, test } from 'vitest'
import type { CampaignInput } from '../schema/campaign.ts'
import { isSettled } from './settled.ts'
import { CARD, sampleBoot, SURVEY } from './visit.case.ts'

const settled = (campaign: CampaignInput): boolean => isSettled(sampleBoot([CARD, campaign]).campaigns)
const says = (title: string): CampaignInput => ({
  ...SURVEY,
  widget: { kind: 'nps', content: { en: { question: title }, ja: { question: title } } },
})

test.each<[string, CampaignInput]>([
  ['an event', { ...SURVEY, trigger: { on: 'event', event: 'Report Exported', delaySeconds: 5 } }],
  ['a locked feature', { ...SURVEY, trigger: { on: 'feature', feature: 'analytics' } }],
  ['a date of its schedule', { ...SURVEY, schedule: { from: '2026-11-22T12:00:00Z' } }],
])('a page needs no rules for %s', (_, campaign) => {
  expect(settled(campaign)).toBe(true)
})

test.each<[string, CampaignInput]>([
  ['what is left of an audience', { ...SURVEY, audience: { 'event.Saved.count': { $gte: 2 } } }],
  ['properties of an event', { ...SURVEY, trigger: { on: 'event', event: 'Report Exported', where: { rows: { $gt: 9 } } } }],
  ['a limit', { ...SURVEY, trigger: { on: 'limit', feature: 'exports', ratio: 0.8 } }],
  ['what comes into sight', { ...SURVEY, trigger: { on: 'visible' } }],
  ['a path', { ...SURVEY, trigger: { on: 'page', path: '/reports*' } }],
  ['hours', { ...SURVEY, schedule: { hours: { from: 9, until: 17 } } }],
  ['weekdays', { ...SURVEY, schedule: { weekdays: [1, 2] } }],
  ['facts in a text', says('How do you like your {limit.exports.used} exports?')],
])('a page needs rules for %s', (_, campaign) => {
  expect(settled(campaign)).toBe(false)
})
