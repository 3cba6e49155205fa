import type { StoredEvent } from '../store/events.ts'
import type { Person } from '../store/people.ts'
import type { PeopleRows } from './working-set.ts'

/** Notes that somebody was there; changes the row in place. `known` is false for a visitor who has no user id. */
export function touchPerson({ persons }: PeopleRows, id: string, known: boolean, at: number): Person {
  const person = persons.get(id) ?? { id, anonymous: true, traits: {}, firstSeenAt: at, lastSeenAt: at }
  if (known) person.anonymous = false
  seeAt(person, at)
  persons.put(person)
  return person
}

/** Notes that an account was used, in place. One that the host named is created, with the person as a member. */
export function touchAccount({ accounts, members }: PeopleRows, { person, account: id, at }: StoredEvent, named: boolean): void {
  const before = accounts.get(id)
  if (!before && !named) return
  // What happens to an account alone, like a bill, is no use of the product.
  if (before && person === '') return
  const account = before ?? { id, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at }
  seeAt(account, at)
  accounts.put(account)
  if (!named || person === '') return
  const member = members.get(person, id)
  if (member && member.firstSeenAt <= at) return
  members.put({ account: id, person, firstSeenAt: at })
}

function seeAt(row: { firstSeenAt: number; lastSeenAt: number }, at: number): void {
  if (at < row.firstSeenAt) row.firstSeenAt = at
  if (at > row.lastSeenAt) row.lastSeenAt = at
}
