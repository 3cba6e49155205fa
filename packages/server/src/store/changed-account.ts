import { mergeTraits } from './merge-traits.ts'
import type { Account, AccountCare, AccountChange } from './people.ts'

/** The account after a change: traits and care are merged, `null` takes a value away. */
export function changedAccount({ plan, ...account }: Account, change: AccountChange): Account {
  const next = change.plan === undefined ? plan : (change.plan ?? undefined)
  const care = Object.entries({ ...account.care, ...change.care }).filter(([, value]) => value !== null)
  return {
    ...account,
    traits: mergeTraits(account.traits, change.traits ?? {}),
    care: Object.fromEntries(care) as AccountCare,
    ...(next !== undefined && { plan: next }),
  }
}
