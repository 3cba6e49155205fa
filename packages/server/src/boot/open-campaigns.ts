import { inNamespace, type DecisionInput } from '@espalier/core'
import type { RuleCampaign } from '../decisions/rules.ts'

/** True for a campaign that can still appear to this person before the page asks again at `until`, as far as its audience allows. */
export function canShow(one: RuleCampaign, input: DecisionInput, until: number): boolean {
  const { definition, compiled } = one
  // Most people met few of the campaigns.
  if (one.lasting) return input.history.campaigns[one.id] === undefined || !isExhausted(definition, input)
  const { widget, feature, assignment, namespace } = definition
  const has = (id: string | undefined) => id !== undefined && input.facts.feature[id] === true
  if (compiled.until <= input.now || compiled.from > until) return false
  // What one has already is neither offered nor a case of care.
  if (widget.kind === 'gate' && has(widget.feature)) return false
  if (compiled.selling && has(feature)) return false
  if (assignment === 'external' && input.assigned?.[definition.id] === undefined) return false
  if (namespace && !inNamespace(input.account, [namespace.id, namespace.from, namespace.until])) return false
  return !isExhausted(definition, input)
}

/** True when its own clock will never let it appear to this person again. */
function isExhausted({ id, cadence }: RuleCampaign['definition'], { history }: DecisionInput): boolean {
  const met = history.campaigns[id]
  if (!met && !cadence.account) return false
  const { shown = 0, response } = met ?? {}
  const { show, max = Infinity, account } = cadence
  if (shown >= max || (show === 'once' && shown >= 1)) return true
  if (show === 'until-answered' && response !== undefined && response !== 'not-now') return true
  return (history.accountCampaigns?.[id]?.shown ?? 0) >= (account?.max ?? Infinity)
}
