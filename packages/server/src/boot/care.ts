import { explain, type DecisionInput } from '@espalier/core'
import type { RuleCampaign } from '../decisions/rules.ts'

/** True when a care gate spares this account. What the gates read never leaves the server, so the page could not ask them. */
export function isSpared({ compiled }: RuleCampaign, input: DecisionInput): boolean {
  if (!compiled.selling || Object.keys(input.facts.health).length === 0) return false
  return explain([compiled], input).some(({ reasons }) => reasons.some(({ gate }) => gate === 'care'))
}
