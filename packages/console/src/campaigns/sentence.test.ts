import type { CampaignInput, Catalog, Condition } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { describeAudience } from './audience-sentence.ts'
import { sentenceOf } from './sentence.ts'
import { TEMPLATES } from './templates.ts'

const catalog: Catalog = {
  features: [
    { id: 'exports', name: { en: 'Exports', ja: '書き出し' }, kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'delivery', name: { en: 'Scheduled delivery', ja: '定期配信' }, kind: 'boolean', reset: 'never' },
  ],
  plans: [
    { id: 'team', name: { en: 'Team', ja: 'チーム' }, kind: 'plan', prices: [], features: {} },
    { id: 'starter', name: { en: 'Starter', ja: 'スターター' }, kind: 'plan', prices: [], features: {} },
  ],
}

const both = (condition: Condition) => [
  describeAudience(condition, { locale: 'en', catalog }),
  describeAudience(condition, { locale: 'ja', catalog }),
]

describe('the audience in plain words', () => {
  it.each<[Condition, string, string]>([
    [{}, 'All accounts', 'すべてのアカウント'],
    [
      { 'plan.id': 'team', 'limit.exports.ratio': { $gte: 0.8 } },
      'Accounts on Team that used at least 80% of Exports',
      'チームプランで、書き出しを上限の80%以上使ったアカウント',
    ],
    [{ 'plan.id': { $in: ['team', 'starter'] } }, 'Accounts on Team or Starter', 'チームまたはスタータープランのアカウント'],
    [{ 'limit.exports.remaining': { $lte: 2 } }, 'Accounts that have at most 2 of Exports left', '書き出しの残りが2以下のアカウント'],
    [
      { 'event.Report Exported.count7d': { $gte: 5 }, 'feature.delivery': false },
      'Accounts that did “Report Exported” at least 5 times in 7 days and do not have Scheduled delivery',
      '7日間に「Report Exported」を5回以上行い、定期配信がまだ使えないアカウント',
    ],
    [
      { 'user.role': 'admin', 'account.industry': { $ne: 'media' } },
      'Accounts whose user’s role is admin and whose industry is not media',
      'ユーザーの役割がadminで、業種がmedia以外のアカウント',
    ],
    [
      { $or: [{ 'plan.id': 'team' }, { 'limit.exports.used': { $gt: 10 } }] },
      'Accounts that either are on Team or used more than 10 of Exports',
      '「チームプラン」または「書き出しを10件より多く使った」に当てはまるアカウント',
    ],
    [{ 'account.seats': { $gt: 5 } }, 'Accounts that have more than 5 seats', '席数が5より多いアカウント'],
    [
      { $nor: [{ 'feature.delivery': true }] },
      'Accounts that do not match “have Scheduled delivery”',
      '「定期配信が使える」に当てはまらないアカウント',
    ],
  ])('says %j in both languages', (condition, en, ja) => {
    expect(both(condition)).toEqual([en, ja])
  })

  it('calls things by their ids while the catalogue is not loaded', () => {
    expect(describeAudience({ 'feature.delivery': false }, { locale: 'en', catalog: undefined })).toBe(
      'Accounts that do not have “delivery”',
    )
  })
})

describe('the whole rule in plain words', () => {
  const [near] = TEMPLATES
  const campaign = { ...near?.campaign, id: 'near', name: 'Near', problemSolved: 'Work stops at the limit.' } as CampaignInput

  it('says who, what, when, how often, the quiet time and the hold-out', () => {
    expect(sentenceOf(campaign, { catalog, workspaceHoldout: 0.1 }, 'en')).toBe(
      'Accounts that used at least 80% of Exports see a card in “dashboard-top” when a page opens, until they answer. After “Not now” it stays away for 14 days. 19% of these accounts see nothing and are counted for comparison.',
    )
    expect(sentenceOf(campaign, { catalog, workspaceHoldout: 0.1 }, 'ja')).toBe(
      '書き出しを上限の80%以上使ったアカウントに、ページを開いたときに、「dashboard-top」のカードを回答があるまで表示します。「今はしない」のあと14日間は表示しません。このうち19%のアカウントには表示せず、比較のために数えます。',
    )
  })

  it('counts the workspace’s hold-out where the campaign has none of its own, and says nothing where there is none at all', () => {
    const open = { ...campaign, holdout: { share: 0 } }
    expect(sentenceOf(open, { catalog, workspaceHoldout: 0.1 }, 'en')).toContain(' 10% of these accounts see nothing')
    expect(sentenceOf(open, { catalog, workspaceHoldout: 0 }, 'en')).not.toContain('see nothing')
  })

  it('reads a draft that is not finished', () => {
    const nothing = { catalog: undefined, workspaceHoldout: undefined }
    const unfinished = { ...campaign, audience: {}, cadence: { show: 'every' } } as CampaignInput
    expect(sentenceOf(unfinished, nothing, 'en')).toContain('All accounts see a card')
    expect(sentenceOf(unfinished, nothing, 'ja')).toContain('–日に1回まで')
  })
})
