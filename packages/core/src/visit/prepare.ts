import { type CampaignIndex, indexCampaigns } from '../affected.ts'
import { compileCampaign, type CompiledCampaign } from '../compile.ts'
import { pathsOf } from '../condition.ts'
import { windowsOf } from '../counter.ts'
import type { BootCampaign } from '../schema/boot.ts'
import { shareTests } from '../sharing.ts'

/** Campaigns of one answer of the server, made ready for a visit. It depends on nothing else, so that many visits may share it. */
export interface Prepared {
  readonly compiled: readonly CompiledCampaign[]
  readonly index: CampaignIndex
  /** Windows of counters that their rules read, in days, beside those that are always there. */
  readonly windows: readonly number[]
}

type Compile = (one: BootCampaign) => CompiledCampaign

/** Compiles campaigns that are decided together. */
function compileTogether(): Compile {
  const shared = shareTests()
  return ({ campaign, version }) => compileCampaign(campaign, version, 'running', {}, shared)
}

/** Makes the campaigns of an answer ready. `compile` may be one that remembers what it compiled. */
export function prepareCampaigns(campaigns: readonly BootCampaign[], compile: Compile = compileTogether()): Prepared {
  const compiled = campaigns.map((one) => compile(one))
  const windows = windowsOf(compiled.flatMap(({ campaign }) => pathsOf(campaign.audience)))
  return { compiled, index: indexCampaigns(compiled), windows }
}
