// Fetched when somebody asks why: pages that never ask do not pay for the words of the answer.
import { type CompiledCampaign, type Decision, type DecisionInput, explain, type Motion, type Reason } from '@espalier/core'
import type { BothLanguages, Boot, WidgetKind } from '@espalier/core/schema'
import { changeOf, type Clause, describeReason, describeRule, type Names, summaryOf } from '@espalier/core/words'

/** A decision in words. The same record as the server's, as far as a page may know it. */
export interface ExplainedDecision extends Decision {
  /** The id: what campaigns are called inside a company stays on the server. */
  name: string
  motion: Motion
  kind: WidgetKind
  /** Always `running`: a page does not learn of others. */
  state: 'running'
  summary: BothLanguages
  reasons: (Reason & { words: BothLanguages })[]
  /** What would have to change. */
  change: BothLanguages[]
  /** What the page still has to check of the audience, clause by clause. */
  rule: Clause[]
}

/** Every campaign of the page with its verdict and all reasons, in both languages. */
export function explainInWords(
  { entitlements, settings }: Boot,
  { campaigns, input }: { campaigns: readonly CompiledCampaign[]; input: DecisionInput },
): ExplainedDecision[] {
  const features = Object.fromEntries(Object.entries(entitlements).map(([id, { name }]) => [id, name]))
  const names: Names = { features, zone: settings.zone }
  return explain(campaigns, input).flatMap((decision, index): ExplainedDecision[] => {
    const one = campaigns[index]
    if (!one) return []
    const { id, motion, widget, audience } = one.campaign
    return [
      {
        ...decision,
        name: id,
        motion,
        kind: widget.kind,
        state: 'running',
        summary: summaryOf(decision, names),
        reasons: decision.reasons.map((reason) => ({ ...reason, words: describeReason(reason, names) })),
        change: decision.reasons.flatMap((reason) => changeOf(reason, names) ?? []),
        rule: describeRule(audience, input.facts, names),
      },
    ]
  })
}
