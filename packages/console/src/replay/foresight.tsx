import type { CampaignInput } from '@espalier/core/schema'
import type { Names } from '../campaigns/names.ts'
import { AudiencePanel } from './audience-panel.tsx'
import { ConflictsPanel } from './conflicts-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { ReplayPanel } from './replay-panel.tsx'

/** What can be known of a draft before it is published: whom it is for, whom it meets, how long it must run, and what it would have done. */
export function Foresight(props: { campaign: CampaignInput; names: Names; ready: boolean; workspaceHoldout: number | undefined }) {
  const { campaign, names, ready, workspaceHoldout } = props
  return (
    <div class="stack-16">
      <div class="halves">
        <AudiencePanel campaign={campaign} names={names} ready={ready} />
        <ConflictsPanel campaign={campaign} ready={ready} />
      </div>
      <PlanPanel campaign={campaign} workspaceHoldout={workspaceHoldout} />
      <ReplayPanel campaign={campaign} ready={ready} />
    </div>
  )
}
