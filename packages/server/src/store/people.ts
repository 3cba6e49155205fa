import type { Care, CounterState, Fact } from '@espalier/core'

/** Traits as the host sent them. */
export type Traits = Readonly<Record<string, Fact>>

/** Which traits the host's server signed. No page changes them any more. */
export interface SignedTraits {
  /** When the newest token that said them was issued, epoch milliseconds. */
  at: number
  names: readonly string[]
}

/** Somebody who uses the host's product. Times are epoch milliseconds. */
export interface Person {
  /** User id of the host; before that the anonymous id. */
  id: string
  anonymous: boolean
  traits: Traits
  /** The account of the last group event. Without one, the person is the account. */
  account?: string
  /** What spares this person alone. */
  care?: PersonCare
  signed?: SignedTraits
  firstSeenAt: number
  /** At most a minute before it was last there. */
  lastSeenAt: number
}

/** What the care gates read of a person, beside what they read of the account. Times are epoch milliseconds. */
export type PersonCare = Pick<Care, 'mutedUntil' | 'notAFitUntil'>

/** What changes of a person's care; `null` takes a value away, what is missing stays. */
export type PersonCareChange = { readonly [key in keyof PersonCare]?: PersonCare[key] | null }

/** What the care gates read of an account, as it is kept: what depends on the day is kept as a time. */
export interface AccountCare extends Omit<Care, 'detractorDays'> {
  /** When somebody of the account last answered 0 to 6. */
  detractorAt?: number
}

/** A company or team that uses the host's product. */
export interface Account {
  id: string
  traits: Traits
  /** Plan of the catalogue; without one the catalogue's default plan. */
  plan?: string
  care: AccountCare
  /** With `plan` among the names, the plan too. */
  signed?: SignedTraits
  firstSeenAt: number
  /** At most a minute before it was last there. */
  lastSeenAt: number
}

/** What changes of an account; `null` takes a value away, what is missing stays. */
export interface AccountChange {
  traits?: Readonly<Record<string, Fact>>
  plan?: string | null
  care?: { readonly [key in keyof AccountCare]?: AccountCare[key] | null }
}

/** Whose events are counted. */
export type CounterScope = 'person' | 'account'

/** How often one event happened to one person or account. */
export interface OwnedCounter {
  scope: CounterScope
  owner: string
  /** Name of the event. */
  name: string
  state: CounterState
}

/** Which counter. */
export type CounterKey = readonly [scope: CounterScope, owner: string, name: string]

/** Usage that the host reported. */
export interface ReportedUsage {
  account: string
  feature: string
  used: number
  /** `null` is unlimited; missing when the host did not say. */
  limit?: number | null
  resetsAt?: number
  at: number
  /** A browser said so, and no server. */
  byPage?: true
}

/** Uses of a metered feature, counted from events. */
export interface MeteredUse {
  account: string
  feature: string
  /** `2026-11`, or `ever` for what is never reset. */
  period: string
  used: number
}

/** Somebody belongs to an account. */
export interface Membership {
  account: string
  person: string
  firstSeenAt: number
}

/** When somebody was there for the first and the last time, epoch milliseconds. */
export type Seen = Pick<Person, 'id' | 'firstSeenAt' | 'lastSeenAt'>

/** Rows that replace what is kept under the same key; memberships keep their first time. */
export interface PeopleChanges {
  /** Who is kept already and was there again; all else of them stays. */
  seen?: { readonly persons?: Iterable<Seen>; readonly accounts?: Iterable<Seen> }
  persons?: Iterable<Person>
  accounts?: Iterable<Account>
  members?: Iterable<Membership>
  /** Anonymous id to person. */
  aliases?: Iterable<readonly [anonymous: string, person: string]>
  counters?: Iterable<OwnedCounter>
  usage?: Iterable<ReportedUsage>
  metered?: Iterable<MeteredUse>
}

/** One page of a list. */
export interface PageRequest {
  /** Part of the id or of the trait `name`, whatever the case. */
  search?: string
  /** `lastSeen`: who was there last comes first, of several at once in order of their ids, as all are without it. */
  order?: 'id' | 'lastSeen'
  /** The id that the page before ended with. */
  after?: string
  /** With the order `lastSeen`: when that one was there. */
  afterSeenAt?: number
  limit: number
}

/** Persons, accounts, who belongs where, and what they used. */
export interface PeopleStore {
  /** Those of the ids that are known. */
  persons(ids: Iterable<string>): Promise<Map<string, Person>>
  accounts(ids: Iterable<string>): Promise<Map<string, Account>>
  /** Which person each anonymous visitor turned out to be; unknown ones are missing. */
  aliases(anonymous: Iterable<string>): Promise<Map<string, string>>
  /** The anonymous ids under which a person came before. */
  aliasesOf(person: string): Promise<string[]>
  counters(scope: CounterScope, owners: Iterable<string>, names?: Iterable<string>): Promise<OwnedCounter[]>
  /** Those of these counters that there are; each is asked for once. */
  countersAt(keys: Iterable<CounterKey>): Promise<OwnedCounter[]>
  /** Those of the counters of one owner whose name is one of these once its dots are `_`, as facts name events. */
  countersRead(scope: CounterScope, owner: string, factNames: ReadonlySet<string>): Promise<OwnedCounter[]>
  /** Removes the counters of this name, whoever owns them. */
  removeCounters(name: string): Promise<void>
  /** Gives the counters of one name another one, in place of those that have it. */
  renameCounters(name: string, next: string): Promise<void>
  usage(accounts: Iterable<string>): Promise<ReportedUsage[]>
  metered(accounts: Iterable<string>): Promise<MeteredUse[]>

  /** Keeps rows as they are given. */
  save(changes: PeopleChanges): Promise<void>
  /**
   * Changes an account and answers how it is now; it is created when it was not known. Call it in a transaction.
   * Traits and care are merged, not replaced.
   */
  changeAccount(id: string, change: AccountChange, at: number): Promise<Account>
  /** Removes what is kept of a visitor who turned out to be somebody: the row, memberships, counters, usage. The alias stays. */
  removeVisitors(anonymous: Iterable<string>): Promise<void>

  /** In order of id. */
  listPersons(request: PageRequest): Promise<Person[]>
  listAccounts(request: PageRequest): Promise<Account[]>
  /** People of an account, last seen first. */
  membersOf(account: string, limit: number): Promise<Person[]>
  /** Which accounts these persons belong to, oldest membership first. */
  memberships(persons: Iterable<string>): Promise<Membership[]>
}
