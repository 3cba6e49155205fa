import { linkCustomer } from '../billing/link-customer.ts'
import { accountNamed } from '../decisions/rules.ts'
import { HttpError } from '../http/errors.ts'
import { noteAccount } from '../ingest/note-event.ts'
import type { AccountChange, Traits } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import type { AccountChangeBody } from './shapes.ts'

/** Changes what people and other systems may say about an account; all of it or nothing. Throws a 400 for a plan that does not exist. */
export async function changeAccount(store: Store, named: string, body: AccountChangeBody, at: number): Promise<void> {
  const { traits, plan, care, stripeCustomer } = body
  await store.transaction(async (inner) => {
    const { plans } = await inner.workspace.catalog()
    if (plan != null && !plans.some((one) => one.id === plan && one.kind === 'plan')) {
      throw new HttpError(400, 'invalid-account', `plan: the catalogue has no plan "${plan}"`, { field: 'plan' })
    }
    const change: AccountChange = {
      ...(traits && { traits: traits as Traits }),
      ...(plan !== undefined && { plan }),
      ...(care && { care: toCare(care) }),
    }
    const id = await accountNamed(inner, named)
    await inner.people.changeAccount(id, change, at)
    await inner.events.append([noteAccount(id, change, { at, now: at })])
    if (stripeCustomer !== undefined) await linkCustomer(inner, stripeCustomer, id, at)
  })
}

function toCare(care: NonNullable<AccountChangeBody['care']>): NonNullable<AccountChange['care']> {
  const given = Object.entries(care).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, name.endsWith('Until') && typeof value === 'string' ? Date.parse(value) : value]),
  )
}
