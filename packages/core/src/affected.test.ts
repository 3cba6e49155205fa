import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexCampaigns } from './affected.ts'
import { compileCampaign, type DecidableCampaign } from './compile.ts'
import type { Condition } from './condition.ts'

const campaign = (id: string, more: object = {}) =>
  compileCampaign(
    { id, motion: 'upsell', widget: { kind: 'card', slot: 'top' }, audience: {}, trigger: { on: 'load' }, ...more } as DecidableCampaign,
    1,
  )
const index = indexCampaigns([
  campaign('counts', { audience: { $or: [{ 'event.Report Exported.count7d': { $gte: 3 } }, { 'plan.id': 'team' }] } }),
  campaign('account', { audience: { 'accountEvent.Report Exported.count': { $gte: 3 } } }),
  campaign('waits', { trigger: { on: 'event', event: 'Report Exported' } }),
  campaign('limit', { trigger: { on: 'limit', feature: 'exports', ratio: 0.8 } }),
  campaign('limit-rule', { audience: { 'limit.exports.ratio': { $gte: 0.8 } } }),
  campaign('touched', { trigger: { on: 'feature', feature: 'analytics' } }),
  campaign('about', { feature: 'analytics' }),
  campaign('branch', { audience: { event: { $exists: true } } }),
  campaign('cancels', { trigger: { on: 'cancel' } }),
  campaign('free'),
])
const ids = (...question: Parameters<typeof index.affectedBy>) => index.affectedBy(...question).map((one) => one.campaign.id)

describe('the index of campaigns', () => {
  it('finds those that read a counter of the person, of the account, or a whole branch', () => {
    expect(ids(['event.Report Exported'])).toEqual(['counts', 'branch'])
    expect(ids(['accountEvent.Report Exported', 'event.Report Exported'])).toEqual(['account', 'counts', 'branch'])
    expect(ids(['event.Something Else'])).toEqual(['branch'])
  })

  it('finds those that read a limit or a feature, in rule, trigger or subject', () => {
    expect(ids(['limit.exports'])).toEqual(['limit', 'limit-rule'])
    expect(ids(['feature.analytics'])).toEqual(['about'])
  })

  it('finds those whose trigger a moment can fire', () => {
    expect(ids([], { on: 'event', event: 'Report Exported', properties: {} })).toEqual(['waits', 'cancels'])
    expect(ids([], { on: 'feature', feature: 'analytics' })).toEqual(['touched'])
    expect(ids([], { on: 'asked', campaign: 'free' })).toEqual(['free'])
    expect(ids([], { on: 'load' })).toEqual([])
  })

  it('never misses a campaign whose rule answers differently after a change', () => {
    const names = ['A', 'B', 'C']
    const rule = fc.dictionary(
      fc.tuple(fc.constantFrom('event', 'accountEvent', 'limit'), fc.constantFrom(...names)).map(([root, name]) => `${root}.${name}.count`),
      fc.record({ $gte: fc.integer({ min: 1, max: 4 }) }),
      { maxKeys: 3 },
    )
    const counts = fc.record(Object.fromEntries(names.map((name) => [name, fc.record({ count: fc.nat(4) })])))
    const facts = fc.record({ event: counts, accountEvent: counts, limit: counts })
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 5 }),
        facts,
        fc.constantFrom('event', 'limit'),
        fc.constantFrom(...names),
        (rules, tree, root, name) => {
          const before = tree as Record<string, object>
          const after = { ...before, [root]: { ...before[root], [name]: { count: 9 } } }
          const all = rules.map((audience: Condition, position) => campaign(`c${position}`, { audience }))
          const found = indexCampaigns(all).affectedBy([`${root}.${name}`])
          const changed = all.filter((one) => one.audience(before) !== one.audience(after))
          expect(found).toEqual(expect.arrayContaining(changed))
        },
      ),
    )
  })
})
