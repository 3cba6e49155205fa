import type { CampaignInput } from '@espalier/core/schema'

/** The parts of a draft that the sentences read. */
export type Writable = Pick<
  CampaignInput,
  'widget' | 'audience' | 'trigger' | 'schedule' | 'cadence' | 'holdout' | 'namespace' | 'feature' | 'motion'
>
