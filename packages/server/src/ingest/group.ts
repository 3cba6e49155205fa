import type { Catalog } from '@espalier/core/schema'
import { ownedPlans } from '../billing/follow-plan.ts'
import type { StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { Store } from '../store/store.ts'
import type { WorkingSet } from './working-set.ts'

/** Takes over the account's traits and makes it the person's account. The trait `plan` sets the plan, unless billing knows better. */
export async function applyGroup(
  { billing }: Store,
  { persons, accounts }: WorkingSet,
  catalog: Catalog,
  event: StoredEvent,
): Promise<void> {
  const person = persons.get(event.person)
  const account = accounts.get(event.account)
  if (!person || !account) return
  persons.put({ ...person, account: account.id })
  const next = { ...account, traits: mergeTraits(account.traits, event.properties) }
  const plan = catalog.plans.find(({ id, kind }) => id === event.properties['plan'] && kind === 'plan')
  const changes = plan !== undefined && plan.id !== account.plan
  const billed = changes && ownedPlans(await billing.subscriptionsOf(account.id)).some(({ kind }) => kind === 'plan')
  accounts.put(changes && !billed ? { ...next, plan: plan.id } : next)
}
