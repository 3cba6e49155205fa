import { compileSettled } from '../compile.ts'
import { waitsFor } from '../gates/trigger.ts'
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
    return { compiled, windows: [], index: { affectedBy: (_, moment) => compiled.filter((one) => moment && waitsFor(one, moment)) } }
  },
  facts: settledFacts,
  concerned: (index, _boot, _event, _properties, moment) => index.affectedBy([], moment),
}
