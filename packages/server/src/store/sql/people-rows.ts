import type { Selectable } from 'kysely'
import type { Account, AccountCare, MeteredUse, OwnedCounter, Person, PersonCare, ReportedUsage, SignedTraits, Traits } from '../people.ts'
import { keptText, stateOf } from '../kept-counter.ts'
import type { Tables } from './tables.ts'

type Row<T extends keyof Tables> = Selectable<Tables[T]>

/** What lists search in: id and name, lower case. NUL and broken pairs are not text for a database. */
function searchText(id: string, { name }: Traits): string {
  const words = typeof name === 'string' ? `${id}\n${name}` : id
  return words.toLowerCase().replaceAll('\0', '').toWellFormed()
}

/** Reads a person. */
export function toPerson({ id, anonymous, traits, care, signed, account_id, first_seen_at, last_seen_at }: Row<'person'>): Person {
  return {
    id,
    anonymous: anonymous === 1,
    traits: JSON.parse(traits) as Traits,
    ...(account_id !== null && { account: account_id }),
    ...(care !== '{}' && { care: JSON.parse(care) as PersonCare }),
    ...(signed !== '{}' && { signed: JSON.parse(signed) as SignedTraits }),
    firstSeenAt: first_seen_at,
    lastSeenAt: last_seen_at,
  }
}

/** The row of a person. */
export function fromPerson({ id, anonymous, traits, care = {}, signed, account, firstSeenAt, lastSeenAt }: Person): Row<'person'> {
  return {
    id,
    anonymous: anonymous ? 1 : 0,
    traits: JSON.stringify(traits),
    care: JSON.stringify(care),
    signed: JSON.stringify(signed ?? {}),
    account_id: account ?? null,
    search: searchText(id, traits),
    first_seen_at: firstSeenAt,
    last_seen_at: lastSeenAt,
  }
}

/** Reads an account. */
export function toAccount({ id, traits, plan, care, signed, first_seen_at, last_seen_at }: Row<'account'>): Account {
  return {
    id,
    traits: JSON.parse(traits) as Traits,
    ...(plan !== null && { plan }),
    care: JSON.parse(care) as AccountCare,
    ...(signed !== '{}' && { signed: JSON.parse(signed) as SignedTraits }),
    firstSeenAt: first_seen_at,
    lastSeenAt: last_seen_at,
  }
}

/** The row of an account. */
export function fromAccount({ id, traits, plan, care, signed, firstSeenAt, lastSeenAt }: Account): Row<'account'> {
  return {
    id,
    traits: JSON.stringify(traits),
    plan: plan ?? null,
    care: JSON.stringify(care),
    signed: JSON.stringify(signed ?? {}),
    search: searchText(id, traits),
    first_seen_at: firstSeenAt,
    last_seen_at: lastSeenAt,
  }
}

/** Reads a counter. */
export function toCounter({ state, ...rest }: Row<'counter'>): OwnedCounter {
  return { ...rest, state: stateOf(state) }
}

/** The row of a counter. */
export function fromCounter({ state, ...rest }: OwnedCounter): Row<'counter'> {
  return { ...rest, state: keptText(state) }
}

/** Reads reported usage. */
export function toUsage({ account_id, feature, used, limit_value, limit_known, resets_at, at, by_page }: Row<'usage'>): ReportedUsage {
  return {
    account: account_id,
    feature,
    used,
    ...(limit_known === 1 && { limit: limit_value }),
    ...(resets_at !== null && { resetsAt: resets_at }),
    at,
    ...(by_page === 1 && { byPage: true as const }),
  }
}

/** The row of reported usage. */
export function fromUsage({ account, feature, used, limit, resetsAt, at, byPage }: ReportedUsage): Row<'usage'> {
  return {
    account_id: account,
    feature,
    used,
    limit_value: limit ?? null,
    limit_known: limit === undefined ? 0 : 1,
    resets_at: resetsAt ?? null,
    at,
    by_page: byPage ? 1 : 0,
  }
}

/** Reads the use of a metered feature. */
export function toMetered({ account_id, ...rest }: Row<'metered'>): MeteredUse {
  return { account: account_id, ...rest }
}

/** The row of the use of a metered feature. */
export function fromMetered({ account, ...rest }: MeteredUse): Row<'metered'> {
  return { account_id: account, ...rest }
}
