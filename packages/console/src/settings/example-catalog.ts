import type { Catalog } from '@espalier/core/schema'

/** A small catalogue to start from, with the features that the templates name. Prices are in minor units. */
export const EXAMPLE_CATALOG: Catalog = {
  features: [
    { id: 'exports', name: { en: 'Exports', ja: '書き出し' }, kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'analytics', name: { en: 'Analytics', ja: '分析' }, kind: 'boolean', reset: 'never' },
  ],
  plans: [
    {
      id: 'starter',
      name: { en: 'Starter', ja: 'スターター' },
      kind: 'plan',
      prices: [{ id: 'starter-month', stripePrice: 'price_starter', currency: 'USD', amount: 1900, interval: 'month' }],
      features: { exports: { limit: 10 } },
      next: 'team',
    },
    {
      id: 'team',
      name: { en: 'Team', ja: 'チーム' },
      kind: 'plan',
      prices: [{ id: 'team-month', stripePrice: 'price_team', currency: 'USD', amount: 7900, interval: 'month' }],
      features: { exports: { limit: 100 }, analytics: true },
    },
  ],
  defaultPlan: 'starter',
}
