// oxlint-disable no-restricted-imports -- tests run on Node
import { emptyHistory, isSettled } from '@espalier/core'
import { type Boot, campaign, type CampaignInput, settings } from '@espalier/core/schema'

/** A card in the slot `top`, shown at any time until it is answered. */
export const CARD: CampaignInput = {
  id: 'near-limit',
  name: 'Near the limit',
  motion: 'upsell',
  problemSolved: 'Exports stop in the middle of a month.',
  widget: {
    kind: 'card',
    slot: 'top',
    content: {
      en: { title: 'Few exports left', body: 'Business has more.', action: { label: 'Compare plans' } },
      ja: { title: '残りわずかです', body: 'Businessなら余裕があります。', action: { label: 'プランを比べる' } },
    },
  },
  cadence: { show: 'until-answered' },
  goal: { kind: 'upgrade' },
}

/** A modal, shown at any time until it is answered. */
export const MODAL: CampaignInput = {
  ...CARD,
  id: 'modal',
  widget: { kind: 'modal', content: CARD.widget.content } as CampaignInput['widget'],
}

/** An NPS question after the third export. */
export const SURVEY: CampaignInput = {
  ...CARD,
  id: 'nps',
  motion: 'survey',
  widget: { kind: 'nps', content: { en: { question: 'How likely?' }, ja: { question: 'どのくらい？' } } },
  trigger: { on: 'event', event: 'Report Exported' },
  audience: { 'event.Report Exported.count': { $gte: 3 } },
  goal: { kind: 'response' },
}

/** What a server answers to a page, with these campaigns and a limit of 10 exports of which 7 are used. */
export function sampleBoot(campaigns: CampaignInput[] = [], changes: Partial<Boot> = {}): Boot {
  const sent = campaigns.map((input) => ({ version: 1, campaign: campaign.parse(input) }))
  return {
    at: Date.parse('2026-11-22T09:00:00Z'),
    ttl: 300,
    campaigns: sent,
    ...(isSettled(sent) && { settled: true }),
    facts: { plan: { id: 'team' }, survey: {}, campaign: {} },
    counters: {},
    accountCounters: {},
    events: [],
    entitlements: {
      exports: {
        kind: 'metered',
        name: { en: 'Exports', ja: 'エクスポート' },
        allowed: true,
        used: 7,
        limit: 10,
        event: 'Report Exported',
      },
      analytics: { kind: 'boolean', name: { en: 'Analytics', ja: '分析' }, allowed: false },
    },
    history: emptyHistory(),
    settings: settings.parse({ holdout: 0, surveySampling: 1, budget: { quietFirstDays: 0, quietFirstSeconds: 0 } }),
    ...changes,
  }
}
