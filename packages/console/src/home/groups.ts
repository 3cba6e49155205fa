import type { HomeFigure } from './wire.ts'

type Id = HomeFigure['id']

/** Figures that are read together, what lasts first. */
export const GROUPS: readonly { group: 'growth' | 'revenue' | 'offers' | 'customers'; ids: readonly Id[] }[] = [
  { group: 'growth', ids: ['keptExpansion', 'incrementalUpsell', 'expansionMrr', 'nrr'] },
  { group: 'revenue', ids: ['grr', 'grossChurn', 'netChurn', 'customerChurn', 'arpa', 'ltv', 'quickRatio'] },
  {
    group: 'offers',
    ids: [
      'upsellPerExisting',
      'upsellPerExposed',
      'crossSellPerExisting',
      'crossSellPerExposed',
      'leadsPassed',
      'leadsWon',
      'leadConversion',
    ],
  },
  { group: 'customers', ids: ['nps', 'csat', 'utilisation', 'engagement', 'onboarding'] },
]
