import type { Fact } from '@espalier/core'
import type { Account } from '../store/people.ts'
import type { Fold } from './folded-into.ts'

/** Puts the account on the plan `id` where the catalogue has it and billing does not know better; in place. */
export function takePlan({ catalog, hasBilledPlan }: Pick<Fold, 'catalog' | 'hasBilledPlan'>, account: Account, id: Fact): void {
  const plan = catalog.plans.find((one) => one.id === id && one.kind === 'plan')
  if (plan && plan.id !== account.plan && !hasBilledPlan(account.id)) account.plan = plan.id
}
