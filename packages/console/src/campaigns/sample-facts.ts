import { toLimit, toLimitFacts, type EventFacts, type Facts, type LimitFacts } from '@espalier/core'
import type { CampaignInput, Catalog } from '@espalier/core/schema'
import { eventNames } from './rule-fields.ts'

/** A made-up account that a campaign could meet: close to every limit, busy, and without the feature that is previewed. */
export function sampleFacts(campaign: CampaignInput, catalog: Catalog | undefined): Facts {
  const now = Date.now()
  const limit: Record<string, LimitFacts> = {}
  const feature: Record<string, boolean> = {}
  const event: Record<string, EventFacts> = {}
  for (const one of catalog?.features ?? []) {
    const grants = (catalog?.plans ?? []).map((plan) => plan.features[one.id])
    const most = grants.flatMap((grant) => (typeof grant === 'object' && grant.limit ? [grant.limit] : []))[0] ?? 20
    if (one.kind === 'metered') limit[one.id] = toLimitFacts(toLimit({ used: Math.max(1, Math.round(most * 0.9)), limit: most }, now), now)
    feature[one.id] = false
  }
  const mentioned = [...placeholders(campaign)]
  for (const name of [...eventNames(catalog), ...mentioned.flatMap((path) => /^event\.(.+)\.\w+$/.exec(path)?.[1] ?? [])]) {
    event[name] = { count: 24, count7d: 6, count30d: 18, count90d: 24, daysSinceFirst: 40, daysSinceLast: 0 }
  }
  for (const path of mentioned) {
    const name = /^limit\.([^.]+)\./.exec(path)?.[1]
    if (name) limit[name] ??= toLimitFacts(toLimit({ used: 18, limit: 20 }, now), now)
  }
  const plan = catalog?.plans[0]
  return {
    user: { id: 'user', name: 'Aoi', role: 'admin' },
    account: { id: 'account', name: 'Example Inc.', seats: 9 },
    plan: { id: plan?.id ?? 'team', next: plan?.next ?? 'business', kind: 'plan' },
    limit,
    feature,
    accountEvent: {},
    event,
    survey: {},
    campaign: {},
    health: {},
  }
}

/** The facts that the texts of a campaign name in braces. */
function placeholders(campaign: CampaignInput): Set<string> {
  const text = JSON.stringify([campaign.widget, campaign.variants])
  return new Set([...text.matchAll(/\{([\w][^{}":]*)\}/g)].flatMap((match) => match[1]?.trim() ?? []))
}
