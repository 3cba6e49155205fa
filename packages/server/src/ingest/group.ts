import { ownedPlans } from '../billing/follow-plan.ts'
import type { StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import type { Fold } from './folded-into.ts'
import { NOTES } from './note-event.ts'
import { unsignedAccountTraits } from './signed.ts'
import { takePlan } from './take-plan.ts'

/**
 * Takes over the account's traits and makes it the person's account. The trait `plan` sets the plan, unless billing knows better.
 * From a `page` nothing that was signed is taken over.
 */
export function applyGroup(fold: Fold, event: StoredEvent, page: boolean): void {
  const { persons, accounts } = fold.set
  const person = persons.get(event.person)
  const account = accounts.get(event.account)
  if (!person || !account) return
  person.account = account.id
  persons.put(person)
  const traits = page ? unsignedAccountTraits(fold, account.signed, event.properties) : event.properties
  account.traits = mergeTraits(account.traits, traits)
  takePlan(fold, account, traits['plan'])
  accounts.put(account)
}

/** Which of the accounts whose plan these events name have a billed one. */
export async function billedAmong(
  { billing }: Store,
  events: readonly IncomingEvent[],
  merged: ReadonlyMap<string, string>,
): Promise<(account: string) => boolean> {
  const named = events.flatMap(({ type, name, groupId, properties }) =>
    groupId && 'plan' in properties && (type === 'group' || name === NOTES.signed) ? (merged.get(groupId) ?? groupId) : [],
  )
  const billed = new Set<string>()
  for (const account of new Set(named)) {
    if (ownedPlans(await billing.subscriptionsOf(account)).some(({ kind }) => kind === 'plan')) billed.add(account)
  }
  return (account) => billed.has(account)
}
