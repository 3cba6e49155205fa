import type { CompiledCampaign } from '../compile.ts'
import { compileSettled } from '../compile.ts'
import type { Moment } from '../decision.ts'
import type { BootCampaign } from '../schema/boot.ts'
import { settledFacts } from './facts.ts'
import type { Rules } from './rules.ts'

/** Rules, patterns, hours, sight, and texts with facts in them, in the JSON of campaigns. */
const OPEN = /"(audience|where)":\{"|"on":"(limit|page|visible)"|"(weekdays|hours)":|\{[^"}]/

/**
 * True where the server has settled all but the moment: no rule is left to ask on the page, and no text asks for facts. It may say false
 * where that is so, and never says true where it is not.
 */
export function isSettled(campaigns: readonly BootCampaign[]): boolean {
  return !OPEN.test(JSON.stringify(campaigns))
}

/** What a visit needs for settled campaigns: a fraction of all rules, and the same decisions. */
export const SETTLED: Rules = {
  prepare: (campaigns) => {
    const compiled = campaigns.map(({ campaign, version }) => compileSettled(campaign, version))
    return { compiled, windows: [], index: { affectedBy: (_, moment) => compiled.filter((one) => waitsFor(one, moment)) } }
  },
  facts: settledFacts,
  moved: () => [],
}

function waitsFor({ campaign: { id, trigger } }: CompiledCampaign, moment: Moment | undefined): boolean {
  if (moment?.on === 'asked') return moment.campaign === id
  if (moment?.on === 'event') return trigger.on === 'event' && trigger.event === moment.event
  return trigger.on === 'feature' && moment?.on === 'feature' && trigger.feature === moment.feature
}
