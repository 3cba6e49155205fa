import { ownedPlans } from '../billing/follow-plan.ts'
import type { StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import type { Fold } from './fold.ts'

/** Takes over the account's traits and makes it the person's account. The trait `plan` sets the plan, unless billing knows better. */
export function applyGroup({ set: { persons, accounts }, catalog, hasBilledPlan }: Fold, event: StoredEvent): void {
  const person = persons.get(event.person)
  const account = accounts.get(event.account)
  if (!person || !account) return
  person.account = account.id
  persons.put(person)
  account.traits = mergeTraits(account.traits, event.properties)
  const plan = catalog.plans.find(({ id, kind }) => id === event.properties['plan'] && kind === 'plan')
  if (plan && plan.id !== account.plan && !hasBilledPlan(account.id)) account.plan = plan.id
  accounts.put(account)
}

/** Which of the accounts whose plan these events name have a billed one. */
export async function billedAmong({ billing }: Store, events: readonly IncomingEvent[]): Promise<(account: string) => boolean> {
  const named = events.flatMap(({ type, groupId, properties }) => (type === 'group' && groupId && 'plan' in properties ? groupId : []))
  const billed = new Set<string>()
  for (const account of new Set(named)) {
    if (ownedPlans(await billing.subscriptionsOf(account)).some(({ kind }) => kind === 'plan')) billed.add(account)
  }
  return (account) => billed.has(account)
}
