import type { CampaignState } from '@espalier/core/schema'
import { campaignWords } from '../text/campaigns.ts'
import { words } from '../text/text.ts'
import { Tag } from '../ui/tag.tsx'

const TONES = { draft: 'plain', running: 'good', paused: 'warn', 'auto-paused': 'bad', ended: 'plain' } as const

/** A campaign's state as a quiet tag. */
export function StateTag({ state }: { state: CampaignState }) {
  return <Tag tone={TONES[state]}>{words(campaignWords).states[state]}</Tag>
}
