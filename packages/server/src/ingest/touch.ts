import type { StoredEvent } from '../store/events.ts'
import type { Person } from '../store/people.ts'
import type { PeopleRows } from './working-set.ts'

/** Notes that somebody was there, in place; whoever changes more of the row puts it. `known` is false for a visitor who has no user id. */
export function touchPerson({ persons }: PeopleRows, id: string, known: boolean, at: number): Person {
  const before = persons.get(id)
  if (before && (!before.anonymous || !known)) {
    if (seeAt(before, at)) persons.see(before)
    return before
  }
  const person = before ?? { id, anonymous: true, traits: {}, firstSeenAt: at, lastSeenAt: at }
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
  if (!before) accounts.put({ id, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at })
  else if (seeAt(before, at)) accounts.see(before)
  if (!named || person === '') return
  const member = members.get(person, id)
  if (member && member.firstSeenAt <= at) return
  members.put({ account: id, person, firstSeenAt: at })
}

/** False where that is nothing new. */
function seeAt(row: { firstSeenAt: number; lastSeenAt: number }, at: number): boolean {
  if (at >= row.firstSeenAt && at <= row.lastSeenAt) return false
  row.firstSeenAt = Math.min(row.firstSeenAt, at)
  row.lastSeenAt = Math.max(row.lastSeenAt, at)
  return true
}
