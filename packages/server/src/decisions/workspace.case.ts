import type { CampaignInput } from '@espalier/core/schema'
import { openApp, type OpenApp } from '../open-app.case.ts'

/** The moment at which these tests happen. */
export const NOON: number = Date.UTC(2026, 10, 22, 12)
export const iso = (at: number): string => new Date(at).toISOString()

const both = (text: string) => ({ en: text, ja: text })
const words = { title: 'One export left', body: 'Business has no limit.', action: { label: 'Compare plans' } }

/** Two plans, a feature of each kind, and an add-on. */
export const CATALOG = {
  features: [
    { id: 'exports', name: both('Exports'), kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'seats', name: both('Seats'), kind: 'metered' },
    { id: 'analytics', name: both('Analytics'), kind: 'boolean' },
  ],
  plans: [
    { id: 'free', name: both('Free'), next: 'team', features: { exports: { limit: 5 } } },
    { id: 'team', name: both('Team'), features: { exports: { limit: 20 }, seats: { limit: 10 }, analytics: true } },
    { id: 'more-exports', name: both('More exports'), kind: 'quota-pack', features: { exports: { limit: 100 } } },
  ],
  defaultPlan: 'free',
} as const

/** A campaign for everybody. */
export function offer(change: Partial<CampaignInput> = {}): CampaignInput {
  return {
    id: 'offer',
    name: 'Offer',
    motion: 'upsell',
    problemSolved: 'The team runs out of exports.',
    widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
    cadence: { show: 'always' },
    goal: { kind: 'upgrade' },
    ...change,
  }
}

/** A question for everybody. */
export function question(change: Partial<CampaignInput> = {}): CampaignInput {
  const content = { question: 'Would you recommend us?' }
  return offer({ id: 'nps', motion: 'survey', widget: { kind: 'nps', content: { en: content, ja: content } }, ...change })
}

/** The app at noon with the catalogue, no hold-out, and these campaigns published. */
export async function openWorkspace(...campaigns: CampaignInput[]): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOON })
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/settings', { holdout: 0 })
  for (const one of campaigns) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  return open
}

/** Sends events and answers the status of each. */
export async function send(open: OpenApp, ...batch: object[]): Promise<string[]> {
  const { body } = await open.call('POST', '/v1/batch', { batch })
  return (body.results as { status: string }[]).map(({ status }) => status)
}
