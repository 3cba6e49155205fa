import { createCounter, mergeCounter } from '@espalier/core'
import { mergeTraits } from '../store/merge-traits.ts'
import type { Account, AccountCare, SignedTraits } from '../store/people.ts'
import { counterKey, meteredKey, type PeopleRows } from './working-set.ts'

/**
 * Makes one account part of another: its people are in the other one from now on, and what was counted for it is counted for the other.
 * What the other one says of itself stands, and what it does not say is taken over; of what spares them the stricter counts. Needs the
 * rows of both, and of the people of the one.
 * @param at epoch milliseconds
 */
export function mergeAccounts(set: PeopleRows, from: string, into: string, at: number): void {
  mergeRows(set, from, into, at)
  movePeople(set, from, into)
  for (const counter of [...set.counters.of(from)]) {
    if (counter.scope !== 'account') continue
    const state = set.counters.get(into, counterKey('account', counter.name))?.state ?? createCounter()
    set.counters.drop(counter)
    set.counters.put({ ...counter, owner: into, state: mergeCounter(state, counter.state) })
  }
  for (const one of [...set.usage.of(from)]) {
    set.usage.drop(one)
    if (!set.usage.get(into, one.feature)) set.usage.put({ ...one, account: into })
  }
  for (const one of [...set.metered.of(from)]) {
    set.metered.drop(one)
    const used = set.metered.get(into, meteredKey(one.feature, one.period))?.used ?? 0
    set.metered.put({ ...one, account: into, used: one.used + used })
  }
}

/** A person without an account is one of their own: there is no row of it. */
function mergeRows({ accounts, persons }: PeopleRows, from: string, into: string, at: number): void {
  const gone = accounts.get(from) ?? alone(persons.get(from))
  const stays = accounts.get(into) ?? alone(persons.get(into)) ?? { id: into, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at }
  if (!gone) return
  const signed = signedOf(stays.signed, gone.signed)
  const plan = stays.plan ?? gone.plan
  accounts.put({
    id: into,
    traits: mergeTraits(gone.traits, stays.traits),
    ...(plan !== undefined && { plan }),
    care: stricter(stays.care, gone.care),
    ...(signed && { signed }),
    firstSeenAt: Math.min(stays.firstSeenAt, gone.firstSeenAt),
    lastSeenAt: Math.max(stays.lastSeenAt, gone.lastSeenAt),
  })
  accounts.drop(gone)
}

function alone(person: { id: string; firstSeenAt: number; lastSeenAt: number } | undefined): Account | undefined {
  if (!person) return undefined
  const { id, firstSeenAt, lastSeenAt } = person
  return { id, traits: {}, care: {}, firstSeenAt, lastSeenAt }
}

function movePeople({ persons, members }: PeopleRows, from: string, into: string): void {
  for (const person of [...persons.values()]) {
    const { id, account = id } = person
    const known = members.get(id, from)
    if (known) members.drop(known)
    const isIn = account === from
    const since = known?.firstSeenAt ?? (isIn ? person.firstSeenAt : undefined)
    const member = members.get(id, into)
    if (since !== undefined && since < (member?.firstSeenAt ?? Infinity)) members.put({ account: into, person: id, firstSeenAt: since })
    if (isIn) persons.put(Object.assign(person, { account: into }))
  }
}

/** Of what spares an account the later, the lower and what is so of either. */
function stricter(one: AccountCare, other: AccountCare): AccountCare {
  const care: { -readonly [name in keyof AccountCare]: AccountCare[name] } = { ...other, ...one }
  for (const name of ['mutedUntil', 'notAFitUntil', 'detractorAt'] as const) {
    if (one[name] !== undefined && other[name] !== undefined) care[name] = Math.max(one[name], other[name])
  }
  for (const name of ['pastDue', 'risk', 'cancelling'] as const) {
    if (one[name] !== undefined && other[name] !== undefined) care[name] = one[name] || other[name]
  }
  if (one.score !== undefined && other.score !== undefined) care.score = Math.min(one.score, other.score)
  if (one.onboarded !== undefined && other.onboarded !== undefined) care.onboarded = one.onboarded && other.onboarded
  return care
}

function signedOf(one: SignedTraits | undefined, other: SignedTraits | undefined): SignedTraits | undefined {
  if (!one || !other) return one ?? other
  return { at: Math.max(one.at, other.at), names: [...new Set([...one.names, ...other.names])].toSorted() }
}
