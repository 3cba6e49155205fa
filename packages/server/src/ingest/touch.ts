import type { StoredEvent } from '../store/events.ts'
import type { Person } from '../store/people.ts'
import { keyOf, type PeopleRows } from './working-set.ts'

/** Notes that somebody was there. `known` is false for a visitor who has no user id. */
export function touchPerson({ persons }: PeopleRows, id: string, known: boolean, at: number): Person {
  const before = persons.get(id)
  const person: Person = {
    ...(before ?? { id, traits: {} }),
    anonymous: known ? false : (before?.anonymous ?? true),
    firstSeenAt: Math.min(at, before?.firstSeenAt ?? at),
    lastSeenAt: Math.max(at, before?.lastSeenAt ?? at),
  }
  persons.put(person)
  return person
}

/** Notes that an account was used. One that the host named is created, with the person as a member. */
export function touchAccount({ accounts, members }: PeopleRows, { person, account: id, at }: StoredEvent, named: boolean): void {
  const before = accounts.get(id)
  if (!before && !named) return
  // What happens to an account alone, like a bill, is no use of the product.
  if (before && person === '') return
  accounts.put({
    ...(before ?? { id, traits: {}, care: {} }),
    firstSeenAt: Math.min(at, before?.firstSeenAt ?? at),
    lastSeenAt: Math.max(at, before?.lastSeenAt ?? at),
  })
  if (!named || person === '') return
  const firstSeenAt = Math.min(at, members.get(keyOf(id, person))?.firstSeenAt ?? at)
  members.put({ account: id, person, firstSeenAt })
}
