import type { StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { SignedTraits, Traits } from '../store/people.ts'
import type { Fold } from './folded-into.ts'
import type { SignedNote } from './note-event.ts'
import { takePlan } from './take-plan.ts'
import { touchAccount, touchPerson } from './touch.ts'

/** Of the traits that a page tells of a person, those that nobody signed. */
export function unsignedTraits({ settings }: Pick<Fold, 'settings'>, signed: SignedTraits | undefined, traits: Traits): Traits {
  if (!signed || settings.identity.mode === 'off') return traits
  return without(traits, signed.names)
}

/** The same for an account. Where identity is enforced, no page says which plan it is on. */
export function unsignedAccountTraits(fold: Pick<Fold, 'settings'>, signed: SignedTraits | undefined, traits: Traits): Traits {
  const rest = unsignedTraits(fold, signed, traits)
  return fold.settings.identity.mode === 'enforce' ? without(rest, ['plan']) : rest
}

/**
 * Folds in what the host's server signed: the person's traits, and traits and plan of the account that it named. A token that was
 * issued before the newest one known changes nothing. False when there was nothing to change.
 */
export function foldSigned(fold: Fold, event: StoredEvent): boolean {
  const { set } = fold
  const { issuedAt, traits = {}, accountTraits = {}, plan } = event.properties as unknown as SignedNote
  const named = event.sentAs?.account === true
  const ofAccount: Traits = plan === undefined ? accountTraits : { ...accountTraits, plan }
  const id = set.merged.get(event.account) ?? event.account
  const known = { person: set.persons.get(event.person), account: set.accounts.get(id) }
  const news = isNews(known.person, traits, issuedAt)
  const accountNews = named && isNews(known.account, ofAccount, issuedAt)
  if (!news && !accountNews) return false
  const person = touchPerson(set, event.person, true, event.at)
  touchAccount(set, { ...event, account: id }, named)
  if (news) sign(person, traits, issuedAt)
  set.persons.put(person)
  const account = set.accounts.get(id)
  if (!accountNews || !account) return true
  sign(account, ofAccount, issuedAt)
  takePlan(fold, account, plan)
  set.accounts.put(account)
  return true
}

/** Whom signed traits are kept with. */
interface Signee {
  traits: Traits
  signed?: SignedTraits
}

/** Whether these claims change anything. Also asked before there is a transaction, so that most tokens cost none. */
export function isNews(signee: Readonly<Signee> | undefined, traits: Traits, issuedAt: number): boolean {
  const names = Object.keys(traits)
  if (names.length === 0 || issuedAt < (signee?.signed?.at ?? -Infinity)) return false
  const text = (value: unknown) => JSON.stringify(value ?? undefined)
  return names.some((name) => !signee?.signed?.names.includes(name) || text(signee.traits[name]) !== text(traits[name]))
}

function sign(signee: Signee, traits: Traits, at: number): void {
  signee.traits = mergeTraits(signee.traits, traits)
  signee.signed = { at, names: [...new Set([...(signee.signed?.names ?? []), ...Object.keys(traits)])].toSorted() }
}

function without(traits: Traits, names: readonly string[]): Traits {
  if (!names.some((name) => name in traits)) return traits
  return Object.fromEntries(Object.entries(traits).filter(([name]) => !names.includes(name)))
}
