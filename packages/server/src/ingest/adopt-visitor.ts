import { createCounter, mergeCounter } from '@espalier/core'
import { counterKey, meteredKey, type PeopleRows } from './working-set.ts'

/**
 * Makes a visitor known as `user`, and what was counted for the visitor the user's. Answers true when there was something to take over.
 * A visitor who was somebody else before (a shared device) stays theirs; only what comes from now on is the user's.
 * The id of a known user is never taken for a visitor's. What the visitor was counted for as an account is the user's own, or that of the
 * account that the user's own is part of.
 */
export function adoptVisitor(set: PeopleRows, visitor: string, user: string): boolean {
  const known = set.persons.get(visitor)
  if (visitor === user || known?.anonymous === false) return false
  if (set.aliases.get(visitor)?.[1] !== user) set.aliases.put([visitor, user])
  if (!known) return false
  const person = set.persons.get(user)
  set.persons.put({
    id: user,
    anonymous: false,
    traits: { ...known.traits, ...person?.traits },
    firstSeenAt: Math.min(known.firstSeenAt, person?.firstSeenAt ?? Infinity),
    lastSeenAt: Math.max(known.lastSeenAt, person?.lastSeenAt ?? 0),
    ...accountOf(person?.account ?? known.account),
    ...((known.care ?? person?.care) && { care: { ...known.care, ...person?.care } }),
    ...(person?.signed && { signed: person.signed }),
  })
  set.persons.drop(known)
  set.adopted.add(visitor)
  moveMemberships(set, visitor, user)
  moveCounters(set, visitor, user)
  moveUse(set, visitor, set.merged.get(user) ?? user)
  return true
}

function accountOf(account: string | undefined): { account?: string } {
  return account === undefined ? {} : { account }
}

function moveMemberships({ members }: PeopleRows, visitor: string, user: string): void {
  for (const member of [...members.of(visitor)]) {
    const firstSeenAt = Math.min(member.firstSeenAt, members.get(user, member.account)?.firstSeenAt ?? Infinity)
    members.drop(member)
    members.put({ ...member, person: user, firstSeenAt })
  }
}

/** Moves the visitor's own counters, and those of the account that the visitor was. */
export function moveCounters({ counters, merged }: Pick<PeopleRows, 'counters' | 'merged'>, visitor: string, user: string): void {
  for (const counter of [...counters.of(visitor)]) {
    const owner = counter.scope === 'account' ? (merged.get(user) ?? user) : user
    const state = counters.get(owner, counterKey(counter.scope, counter.name))?.state ?? createCounter()
    counters.drop(counter)
    counters.put({ ...counter, owner, state: mergeCounter(state, counter.state) })
  }
}

function moveUse({ usage, metered }: PeopleRows, visitor: string, account: string): void {
  for (const one of [...usage.of(visitor)]) {
    usage.drop(one)
    const newer = usage.get(account, one.feature)
    if (!newer || newer.at < one.at) usage.put({ ...one, account })
  }
  for (const one of [...metered.of(visitor)]) {
    metered.drop(one)
    metered.put({ ...one, account, used: one.used + (metered.get(account, meteredKey(one.feature, one.period))?.used ?? 0) })
  }
}
