import type { Rules } from '../decisions/rules.ts'
import type { Account, Membership, MeteredUse, OwnedCounter, Person, ReportedUsage } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { countedAs } from './counted-as.ts'
import { createRows, type Rows } from './rows.ts'

/** Rows about people. */
export interface PeopleRows {
  /** Anonymous id and person. */
  readonly aliases: Rows<readonly [anonymous: string, person: string]>
  readonly persons: Rows<Person>
  readonly accounts: Rows<Account>
  readonly members: Rows<Membership>
  readonly counters: Rows<OwnedCounter>
  readonly usage: Rows<ReportedUsage>
  readonly metered: Rows<MeteredUse>
  /** Visitors that turned out to be somebody. */
  readonly adopted: Set<string>
}

/** All rows about people that a batch may touch, read once before it and written once after it. */
export interface WorkingSet extends PeopleRows {
  /** Writes what changed. */
  save(): Promise<void>
}

/** One key of several texts that cannot be confused with another. */
export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)

/** Reads everything that these events may touch: a fixed number of queries, whatever their number. */
export async function loadWorkingSet(
  { people }: Store,
  events: readonly IncomingEvent[],
  rules: Pick<Rules, 'counted'>,
): Promise<WorkingSet> {
  const set = createWorkingSet(people)
  const ids = (pick: (event: IncomingEvent) => string | undefined) => events.flatMap((event) => pick(event) ?? [])
  const visitors = new Set([...ids(({ anonymousId }) => anonymousId), ...ids(({ previousId }) => previousId)])
  const aliases = await people.aliases(visitors)
  set.aliases.load(aliases)

  const personIds = new Set([...visitors, ...ids(({ userId }) => userId), ...aliases.values()])
  const persons = await people.persons(personIds)
  set.persons.load(persons.values())
  const current = [...persons.values()].flatMap(({ account }) => account ?? [])
  const accountIds = new Set([...personIds, ...ids(({ groupId }) => groupId), ...current])
  set.accounts.load((await people.accounts(accountIds)).values())

  const meeting = new Set(ids((event) => (joins(event) ? visitorOf(event) : undefined)).filter((id) => persons.get(id)?.anonymous))
  const names = new Set(events.flatMap((event) => (event.type === 'track' && !event.own ? countedAs(rules, event) : [])))
  if (meeting.size > 0) {
    set.members.load(await people.memberships(meeting))
    const theirs = [...(await people.counters('person', meeting)), ...(await people.counters('account', meeting))]
    for (const { name } of theirs) names.add(name)
    set.counters.load(theirs)
  }
  if (names.size > 0) {
    set.counters.load(await people.counters('person', personIds, names))
    set.counters.load(await people.counters('account', accountIds, names))
    set.metered.load(await people.metered(accountIds))
  }
  if (meeting.size > 0 || events.some(({ own }) => own && 'used' in own.properties)) set.usage.load(await people.usage(accountIds))
  return set
}

/** True for events that say which person a visitor is. */
export function joins({ type, userId }: IncomingEvent): boolean {
  return userId !== undefined && (type === 'identify' || type === 'alias')
}

/** The visitor that such an event names. */
export function visitorOf({ type, anonymousId, previousId }: IncomingEvent): string | undefined {
  return type === 'alias' ? previousId : anonymousId
}

/** An empty set that writes to `people`. */
function createWorkingSet(people: Store['people']): WorkingSet {
  const set = createPeopleRows()
  return {
    ...set,
    async save() {
      await people.removeVisitors(set.adopted)
      await people.save({
        aliases: set.aliases.changed(),
        persons: set.persons.changed(),
        accounts: set.accounts.changed(),
        members: set.members.changed(),
        counters: set.counters.changed(),
        usage: set.usage.changed(),
        metered: set.metered.changed(),
      })
    },
  }
}

/** No people yet. */
export function createPeopleRows(): PeopleRows {
  return {
    aliases: createRows(
      ([anonymous]) => anonymous,
      ([anonymous]) => anonymous,
    ),
    persons: createRows(
      ({ id }) => id,
      ({ id }) => id,
    ),
    accounts: createRows(
      ({ id }) => id,
      ({ id }) => id,
    ),
    members: createRows(
      ({ account, person }) => keyOf(account, person),
      ({ person }) => person,
    ),
    counters: createRows(
      ({ scope, owner, name }) => keyOf(scope, owner, name),
      ({ owner }) => owner,
    ),
    usage: createRows(
      ({ account, feature }) => keyOf(account, feature),
      ({ account }) => account,
    ),
    metered: createRows(
      ({ account, feature, period }) => keyOf(account, feature, period),
      ({ account }) => account,
    ),
    adopted: new Set(),
  }
}
