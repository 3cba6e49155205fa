import type { Rules } from '../decisions/rules.ts'
import type { CounterKey, CounterScope, Person } from '../store/people.ts'
import type { IncomingEvent } from './accept.ts'
import { countedAs } from './counted-as.ts'
import { joins, visitorOf } from './joins.ts'

/** Whom events name, as far as it is known before they are folded. */
export interface Known {
  aliases: ReadonlyMap<string, string>
  persons: ReadonlyMap<string, Person>
  /** Counters of visitors that turn out to be somebody. */
  theirs: readonly { scope: CounterScope; owner: string; name: string }[]
}

/**
 * Every counter that folding these events may read, and few others: they are looked up one by one, and one that was left out would begin
 * at zero again.
 */
export function counterKeys(events: readonly IncomingEvent[], rules: Pick<Rules, 'counted' | 'merged'>, known: Known): CounterKey[] {
  const { aliases, persons, theirs } = known
  const keys: CounterKey[] = []
  const named: Readonly<Record<CounterScope, Map<string, Set<string>>>> = { person: new Map(), account: new Map() }
  const add = (scope: CounterScope, id: string, name: string) => {
    const owner = scope === 'account' ? (rules.merged.get(id) ?? id) : id
    const names = named[scope].get(owner)
    if (names?.has(name)) return
    keys.push([scope, owner, name])
    if (names) names.add(name)
    else named[scope].set(owner, new Set([name]))
  }

  const joined = new Map<string, Set<string>>()
  for (const event of events) {
    const visitor = joins(event) ? visitorOf(event) : undefined
    if (visitor !== undefined && event.userId !== undefined) note(joined, visitor, event.userId)
  }
  const personsOf = ({ userId, anonymousId }: IncomingEvent): Iterable<string> =>
    userId !== undefined
      ? [userId]
      : [anonymousId, aliases.get(anonymousId ?? ''), ...(joined.get(anonymousId ?? '') ?? [])].filter((id) => id !== undefined)

  /** The accounts that a person may belong to in the course of these events. */
  const accounts = new Map<string, Set<string>>()
  for (const event of events) {
    if (event.type === 'group' && event.groupId !== undefined) for (const id of personsOf(event)) note(accounts, id, event.groupId)
  }
  for (const [visitor, users] of joined) {
    const account = persons.get(visitor)?.account
    for (const id of users)
      for (const one of [...(accounts.get(visitor) ?? []), ...(account === undefined ? [] : [account])]) note(accounts, id, one)
  }

  for (const event of events) {
    if (event.type !== 'track' || event.own) continue
    const names = countedAs(rules, event)
    if (event.groupId !== undefined) for (const name of names) add('account', event.groupId, name)
    for (const id of personsOf(event)) {
      const account = persons.get(id)?.account
      for (const name of names) {
        add('person', id, name)
        if (event.groupId !== undefined) continue
        add('account', account ?? id, name)
        add('account', id, name)
        for (const one of accounts.get(id) ?? []) add('account', one, name)
      }
    }
  }

  // What was counted for a visitor, before or by these events, is added to what was counted for whom the visitor turns out to be.
  for (const { scope, owner, name } of theirs) for (const id of joined.get(owner) ?? []) add(scope, id, name)
  if (joined.size > 0) for (const [scope, owner, name] of [...keys]) for (const id of joined.get(owner) ?? []) add(scope, id, name)
  return keys
}

function note(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key)
  if (known) known.add(value)
  else sets.set(key, new Set([value]))
}
