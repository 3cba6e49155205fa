import type { StoredEvent } from '../store/events.ts'
import type { Person } from '../store/people.ts'
import type { PeopleRows } from './working-set.ts'

/**
 * How much later somebody has to be there again for it to be written, milliseconds: an open page sends something every few seconds, and
 * a time in the midst of a table costs the disk as much as all that its events say.
 */
const AGAIN = 60_000

/** Notes that somebody was there, in place; whoever changes more of the row puts it. `known` is false for a visitor who has no user id. */
export function touchPerson({ persons }: PeopleRows, id: string, known: boolean, at: number): Person {
  const before = persons.get(id)
  if (before && (!before.anonymous || !known)) {
    if (isNews(before, at)) persons.see(seenAt(before, at))
    return before
  }
  const person = before ?? { id, anonymous: true, traits: {}, firstSeenAt: at, lastSeenAt: at }
  if (known) person.anonymous = false
  persons.put(seenAt(person, at))
  return person
}

/** Notes that an account was used, in place. One that the host named is created, with the person as a member. */
export function touchAccount({ accounts, members }: PeopleRows, { person, account: id, at }: StoredEvent, named: boolean): void {
  const before = accounts.get(id)
  if (!before && !named) return
  // What happens to an account alone, like a bill, is no use of the product.
  if (before && person === '') return
  if (!before) accounts.put({ id, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at })
  else if (isNews(before, at)) accounts.see(seenAt(before, at))
  if (!named || person === '') return
  const member = members.get(person, id)
  if (member && member.firstSeenAt <= at) return
  members.put({ account: id, person, firstSeenAt: at })
}

interface Times {
  firstSeenAt: number
  lastSeenAt: number
}

/** Earlier than anything that is known, or a while after it. */
function isNews({ firstSeenAt, lastSeenAt }: Times, at: number): boolean {
  return at < firstSeenAt || at >= lastSeenAt + AGAIN
}

/** The same row, in place. */
function seenAt<T extends Times>(row: T, at: number): T {
  row.firstSeenAt = Math.min(row.firstSeenAt, at)
  row.lastSeenAt = Math.max(row.lastSeenAt, at)
  return row
}
