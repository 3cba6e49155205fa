import { loadTimeline } from '../decisions/world/timeline.ts'
import { HttpError } from '../http/errors.ts'
import type { Traits } from '../store/people.ts'
import type { Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { countedBy } from './counted-by.ts'
import { noteErased } from './digests.ts'
import { emptyBilled } from './empty-billed.ts'
import { emptyEvents, namesFor, renameInAccounts, renameInMessages, type Asked } from './erasure.ts'
import { replaceIds } from './replace-ids.ts'
import { newTombstone } from './tombstone.ts'
import { idsOfPerson, whoseOfAccount } from './whose.ts'

/** People of one account that are looked at; no account of a product has as many. */
const MOST = 100_000
/** Names that are changed in one statement. */
const AT_ONCE = 100

/** Who of an account was erased with it, and who stays because they are in other accounts, too. Ids as they were. */
export interface ErasedAccount {
  people: string[]
  stay: string[]
}

/**
 * Erases an account at once, with its people who are in no other account: under all of their ids, and under those by which billing
 * systems know what they bought, names stand from now on that say nothing and lead nowhere. What was counted stays, with the arms that
 * were drawn. All of it or nothing; undefined when there is no such account. Throws a 409 where somebody of the same id stays.
 */
export function eraseAccount(store: Store, account: string, { at, author }: Asked): Promise<ErasedAccount | undefined> {
  return store.transaction(async (inner) => {
    const { privacy } = inner
    const own = await whoseOfAccount(inner, account)
    if (!own) return undefined
    const { gone, stay } = await partedBy(inner, account)
    if (stay.includes(account)) {
      throw new HttpError(409, 'person-elsewhere', `the person "${account}", who has the id of this account, is in other accounts, too`)
    }
    const ids = [...new Set([...own.accounts, ...gone.flatMap((one) => one)])]
    const timeline = await loadTimeline(inner)
    const parted: string[] = []
    for (const [person] of gone) parted.push(...(await privacy.part(person, newTombstone)))
    const whose: Whose = { persons: [...gone.flatMap((one) => one), ...parted], accounts: ids }
    const names = await namesFor(inner, whose, timeline)
    const billed = await privacy.billedIds(ids)
    const bought = namesInOrder([...billed.customers, ...billed.subscriptions, ...billed.others])
    const within = await accountsAround(inner, [...gone.map(([person]) => person), ...stay])
    await emptyEvents(inner, whose, within, names, await countedBy(inner, timeline))
    await emptyBilled(inner, whose, names, bought)
    await renameInMessages(inner, whose, names)
    await renameInAccounts(inner, within, names)
    await renameInPeople(inner, stay, names)
    await privacy.renameBilled(ids, bought)
    for (const part of partsOf([...names])) await privacy.rename(new Map(part))
    await privacy.empty([...names.values()])
    await noteErased(privacy, [...new Set([...ids, ...billed.customers, ...billed.subscriptions])], at)
    await privacy.forget()
    await inner.changes.append({ at, author, kind: 'erased', subject: 'account', body: {} })
    return { people: gone.map(([person]) => person).toSorted(), stay: stay.toSorted() }
  })
}

/** The people of an account: all ids of those who are in no other one, and who else there is. */
async function partedBy(store: Store, account: string): Promise<{ gone: [string, ...string[]][]; stay: string[] }> {
  const { people } = store
  const members = new Set((await people.membersOf(account, MOST)).map(({ id }) => id))
  if ((await people.persons([account])).has(account)) members.add(account)
  const gone: [string, ...string[]][] = []
  const stay: string[] = []
  for (const member of members) {
    const ids = await idsOfPerson(store, member)
    if (!ids) continue
    const own = new Set([account, ...ids])
    const elsewhere = (await people.memberships(ids)).some((one) => !own.has(one.account))
    if (elsewhere || (await isShared(store, account, ids))) stay.push(ids[0])
    else gone.push(ids)
  }
  return { gone, stay: [...new Set(stay)] }
}

/** Whether others are in an account that has one of these ids. */
async function isShared({ people }: Store, account: string, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    if (id === account) continue
    if ((await people.membersOf(id, ids.length + 1)).some((one) => !ids.includes(one.id))) return true
  }
  return false
}

/** Accounts in which these persons did something, their own included. */
async function accountsAround({ people }: Store, persons: readonly string[]): Promise<string[]> {
  return [...new Set([...persons, ...(await people.memberships(persons)).map((one) => one.account)])]
}

/** Traits in which those who stay name the account or its people. */
async function renameInPeople({ people }: Store, persons: readonly string[], names: ReadonlyMap<string, string>): Promise<void> {
  const known = [...(await people.persons(persons)).values()]
  const renamed = known.map((one) => ({ ...one, traits: replaceIds(one.traits, names) as Traits }))
  await people.save({ persons: renamed.filter((one, index) => JSON.stringify(one) !== JSON.stringify(known[index])) })
}

/** New names that stand in the order of the ids: what happened in one moment is told apart by them. */
function namesInOrder(ids: readonly string[]): Map<string, string> {
  const sorted = [...new Set(ids)].filter((id) => id !== '').toSorted()
  const names = sorted.map(() => newTombstone()).toSorted()
  return new Map(sorted.map((id, index) => [id, names[index] ?? newTombstone()]))
}

function* partsOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE)
}
