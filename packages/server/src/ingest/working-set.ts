import type { Rules } from '../decisions/rules.ts'
import type { Account, CounterScope, Membership, MeteredUse, OwnedCounter, PeopleChanges, Person, ReportedUsage } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { counterKeys } from './counter-keys.ts'
import { joins, visitorOf } from './joins.ts'
import { createRows, createTable, type Rows, type Table } from './rows.ts'

/** Who a visitor turned out to be. */
type Alias = readonly [anonymous: string, person: string]

/** Rows about people. */
export interface PeopleRows {
  readonly aliases: Table<Alias>
  readonly persons: Table<Person>
  readonly accounts: Table<Account>
  /** By person and account. */
  readonly members: Rows<Membership>
  /** By owner and `counterKey`. */
  readonly counters: Rows<OwnedCounter>
  /** By account and feature. */
  readonly usage: Rows<ReportedUsage>
  /** By account and `meteredKey`. */
  readonly metered: Rows<MeteredUse>
  /** Visitors that turned out to be somebody. */
  readonly adopted: Set<string>
  /** Accounts that are part of another one, and which; whoever names the one means the other. */
  readonly merged: ReadonlyMap<string, string>
}

/** Rows that remember which of them changed. */
export interface ChangingRows extends PeopleRows {
  changes(): PeopleChanges
}

/** All rows about people that a batch may touch, read once before it and written once after it. */
export interface WorkingSet extends PeopleRows {
  /** Writes what changed. */
  save(): Promise<void>
}

/** Key of a counter among those of its owner. */
export const counterKey = (scope: CounterScope, name: string): string => (scope === 'person' ? `p${name}` : `a${name}`)

/** Key of metered use among that of its account; periods have one length and no colon. */
export const meteredKey = (feature: string, period: string): string => `${period}:${feature}`

/** Reads everything that these events may touch: a fixed number of queries on PostgreSQL, whatever their number. */
export async function loadWorkingSet(
  { people }: Store,
  events: readonly IncomingEvent[],
  rules: Pick<Rules, 'catalog' | 'counted' | 'merged'>,
): Promise<WorkingSet> {
  const { merged } = rules
  const set = createWorkingSet(people, merged)
  const ids = (pick: (event: IncomingEvent) => string | undefined) => events.flatMap((event) => pick(event) ?? [])
  const visitors = new Set([...ids(({ anonymousId }) => anonymousId), ...ids(({ previousId }) => previousId)])
  const aliases = visitors.size > 0 ? await people.aliases(visitors) : new Map<string, string>()
  set.aliases.load(aliases)

  const personIds = new Set([...visitors, ...ids(({ userId }) => userId), ...aliases.values()])
  const persons = await people.persons(personIds)
  set.persons.load(persons.values())
  const current = [...persons.values()].flatMap(({ account }) => account ?? [])
  const named = [...personIds, ...ids(({ groupId }) => groupId)]
  const accountIds = new Set([...named.map((id) => merged.get(id) ?? id), ...personIds, ...current])
  set.accounts.load((await people.accounts(accountIds)).values())

  const meeting = new Set(ids((event) => (joins(event) ? visitorOf(event) : undefined)).filter((id) => persons.get(id)?.anonymous))
  const theirs = meeting.size > 0 ? [...(await people.counters('person', meeting)), ...(await people.counters('account', meeting))] : []
  if (meeting.size > 0) set.members.load(await people.memberships(meeting))
  set.counters.load(theirs)
  set.counters.load(await people.countersAt(counterKeys(events, rules, { aliases, persons, theirs })))
  const uses = new Set(rules.catalog.features.flatMap(({ kind, event }) => (kind === 'metered' ? (event ?? []) : [])))
  if (meeting.size > 0 || events.some(({ name }) => uses.has(name))) set.metered.load(await people.metered(accountIds))
  if (meeting.size > 0 || events.some(({ own }) => own && 'used' in own.properties)) set.usage.load(await people.usage(accountIds))
  return set
}
/** An empty set that writes to `people`. */
function createWorkingSet(people: Store['people'], merged: ReadonlyMap<string, string>): WorkingSet {
  const set = createChangingRows(merged)
  return {
    ...set,
    async save() {
      await people.removeVisitors(set.adopted)
      await people.save(set.changes())
    },
  }
}

/** No people yet, and nothing changed. */
export function createChangingRows(merged?: ReadonlyMap<string, string>): ChangingRows {
  const changes = {
    aliases: new Set<Alias>(),
    persons: new Set<Person>(),
    accounts: new Set<Account>(),
    members: new Set<Membership>(),
    counters: new Set<OwnedCounter>(),
    usage: new Set<ReportedUsage>(),
    metered: new Set<MeteredUse>(),
    seen: { persons: new Set<Person>(), accounts: new Set<Account>() },
  }
  return { ...createPeopleRows(changes, merged), changes: () => changes }
}

/** No people yet. `changes` hear of what is put and dropped. */
export function createPeopleRows(
  changes: { readonly [K in Exclude<keyof PeopleRows, 'adopted' | 'merged'>]?: Changed<PeopleRows[K]> } & {
    readonly seen?: { readonly persons: Set<Person>; readonly accounts: Set<Account> }
  } = {},
  merged: ReadonlyMap<string, string> = new Map(),
): PeopleRows {
  const { aliases, persons, accounts, members, counters, usage, metered, seen } = changes
  return {
    aliases: createTable(([anonymous]) => anonymous, aliases),
    persons: createTable(({ id }) => id, persons, seen?.persons),
    accounts: createTable(({ id }) => id, accounts, seen?.accounts),
    members: createRows(
      ({ person }) => person,
      ({ account }) => account,
      members,
    ),
    counters: createRows(
      ({ owner }) => owner,
      ({ scope, name }) => counterKey(scope, name),
      counters,
    ),
    usage: createRows(
      ({ account }) => account,
      ({ feature }) => feature,
      usage,
    ),
    metered: createRows(
      ({ account }) => account,
      ({ feature, period }) => meteredKey(feature, period),
      metered,
    ),
    adopted: new Set(),
    merged,
  }
}

type Changed<R> = R extends { put(row: infer T): void } ? Set<T> : never
