import type { CompiledCampaign } from './compile.ts'
import type { Decision } from './decision.ts'

/** A decision about a campaign that may appear or would have appeared; it carries what is needed to act on it. */
export interface Winner extends Decision {
  verdict: 'shown' | 'held-out'
  arm: string
  compiled: CompiledCampaign
}
