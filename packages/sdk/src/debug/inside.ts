import type { CompiledCampaign, DecisionInput } from '@espalier/core'
import type { EngineParts } from '../engine-parts.ts'
import type { ExplainedDecision } from '../explain.ts'
import type { WidgetHost } from '../present.ts'

/** What the overlay may look at: the client from inside. It changes nothing there. */
export interface Inside extends Pick<
  EngineParts,
  'options' | 'queue' | 'local' | 'boot' | 'identity' | 'clock' | 'loadPresenter' | 'listeners'
> {
  widgets: WidgetHost
  /** What a decision at this moment would be made of. */
  look(): { campaigns: readonly CompiledCampaign[]; input: DecisionInput }
  explain(): Promise<ExplainedDecision[]>
}
