import { ownedPlans } from '../billing/follow-plan.ts'
import { setImmediate as turn } from 'node:timers/promises'
import { eventFactName, hash } from '@espalier/core'
import type { OwnedCounter, Person } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import type { Rules } from './rules.ts'
import { subjectOf, type Subject } from './subject.ts'

/** People that are read at a time; between two pages others get their turn. */
const PAGE = 500

/** Everybody, or a fair part of them. */
export interface Crowd {
  /** All people and the accounts that they act for. */
  readonly total: { people: number; accounts: number }
  /** The share of the accounts that `pages` goes through, with all of their people. */
  readonly share: number
  /** The people as decisions see them at `now`, page by page. */
  pages(): AsyncGenerator<Subject[]>
}

/**
 * Reads all people, each within the account that they act for. Where there are more than `most`, only those of a part of the accounts,
 * drawn by a stable hash, are looked at closely: estimates stay quick, and asking again gives the same answer.
 */
export async function loadCrowd(store: Store, rules: Rules, now: number, most: number): Promise<Crowd> {
  let people = 0
  let share = 1
  let kept: Person[] = []
  const accounts = new Set<string>()
  for await (const page of allPersons(store)) {
    people += page.length
    for (const person of page) {
      accounts.add(accountOf(person))
      if (isDrawn(person, share)) kept.push(person)
    }
    while (kept.length > most && share > 0.001) {
      share /= 2
      const smaller = share
      kept = kept.filter((person) => isDrawn(person, smaller))
    }
  }
  return {
    total: { people, accounts: accounts.size },
    share,
    async *pages() {
      for (let from = 0; from < kept.length; from += PAGE) {
        yield await subjectsOf(store, kept.slice(from, from + PAGE), rules, now)
        await turn()
      }
    },
  }
}

function accountOf({ account, id }: Person): string {
  return account ?? id
}

function isDrawn(person: Person, share: number): boolean {
  return share === 1 || (hash('crowd', accountOf(person), 2) ?? 1) < share
}

async function* allPersons({ people }: Store): AsyncGenerator<Person[]> {
  for (let after: string | undefined; ;) {
    const page = await people.listPersons({ limit: PAGE, ...(after !== undefined && { after }) })
    yield page
    if (page.length < PAGE) return
    after = page.at(-1)?.id
    await turn()
  }
}

/** What `loadSubject` reads of one person, for many: a fixed number of queries a page. */
async function subjectsOf(store: Store, persons: readonly Person[], rules: Rules, now: number): Promise<Subject[]> {
  const { people, exposures, crowd } = store
  const seats = persons.map((person) => ({ person: person.id, account: accountOf(person) }))
  const ids = persons.map(({ id }) => id)
  const accountIds = [...new Set(seats.map(({ account }) => account))]
  const { reads, armedBy, paced } = rules
  const [accounts, subscriptions, usage, metered, theirs, own, pasts, arms, armed] = await Promise.all([
    people.accounts(accountIds),
    crowd.subscriptions(accountIds),
    people.usage(accountIds),
    people.metered(accountIds),
    reads.account.size > 0 ? people.counters('account', accountIds) : [],
    reads.person.size > 0 ? people.counters('person', ids) : [],
    crowd.pasts(seats, now, paced),
    exposures.armsOf(accountIds),
    armedBy.size > 0 ? crowd.armed(accountIds) : new Map<string, Record<string, number>>(),
  ])
  const usageOf = Map.groupBy(usage, ({ account }) => account)
  const meteredOf = Map.groupBy(metered, ({ account }) => account)
  const accountCounters = byOwner(theirs, reads.account)
  const counters = byOwner(own, reads.person)
  return persons.map((person, index) => {
    const id = accountOf(person)
    const account = accounts.get(id)
    const past = pasts[index]
    if (!past) throw new Error('a past is missing')
    return subjectOf(
      {
        id: person.id,
        accountId: id,
        ...(!person.anonymous && { userId: person.id }),
        person,
        ...(account && { account }),
        owned: ownedPlans(subscriptions.get(id) ?? []).map(({ plan }) => plan),
        usage: usageOf.get(id) ?? [],
        metered: meteredOf.get(id) ?? [],
        counters: counters.get(person.id) ?? [],
        accountCounters: accountCounters.get(id) ?? [],
        history: past.history,
        scores: past.scores,
        arms: arms.get(id) ?? new Map(),
        armed: armed.get(id) ?? {},
      },
      rules,
      now,
    )
  })
}

function byOwner(counters: readonly OwnedCounter[], read: ReadonlySet<string>): Map<string, OwnedCounter[]> {
  return Map.groupBy(
    counters.filter(({ name }) => read.has(eventFactName(name))),
    ({ owner }) => owner,
  )
}
