import type { CampaignInput } from '@espalier/core/schema'
import type { Names } from '../campaigns/names.ts'
import { AudiencePanel } from './audience-panel.tsx'
import { ConflictsPanel } from './conflicts-panel.tsx'
import { ReplayPanel } from './replay-panel.tsx'

/** What can be known of a draft before it is published: whom it is for, whom it meets, and what it would have done. */
export function Foresight({ campaign, names, ready }: { campaign: CampaignInput; names: Names; ready: boolean }) {
  return (
    <div class="stack-16">
      <div class="halves">
        <AudiencePanel campaign={campaign} names={names} ready={ready} />
        <ConflictsPanel campaign={campaign} ready={ready} />
      </div>
      <ReplayPanel campaign={campaign} ready={ready} />
    </div>
  )
}
