import { explain, type DecisionInput } from '@espalier/core'
import type { Trigger } from '@espalier/core/schema'
import type { RuleCampaign } from '../decisions/rules.ts'

/**
 * The trigger as the page has to know it: what only the server can tell is answered here. Undefined for one that does not hold.
 * An event that arms and the date of an account stay on the server.
 */
export function foldTrigger({ definition, compiled }: RuleCampaign, input: DecisionInput): Trigger | undefined {
  const { trigger } = definition
  if (trigger.on === 'cancel') return { on: 'event', event: input.settings.cancelEvent ?? '' }
  if (trigger.on !== 'server' && trigger.on !== 'date') return trigger
  const [decision] = explain([compiled], input)
  return decision?.reasons.some(({ gate }) => gate === 'trigger') ? undefined : { on: 'load' }
}
