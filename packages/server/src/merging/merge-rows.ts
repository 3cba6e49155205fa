import type { Rules } from '../decisions/rules.ts'
import { mergeAccounts } from '../ingest/merge-accounts.ts'
import { createChangingRows } from '../ingest/working-set.ts'
import type { Merge } from '../store/merges.ts'
import type { Store } from '../store/store.ts'

/** People of one account that are looked at; no account of a product has as many. */
export const MOST_PEOPLE = 100_000

/**
 * Makes one account part of another in all that follows from the log: people, what was counted, and what came of campaigns. Needs a
 * transaction.
 */
export async function mergeRows(store: Store, merge: Merge, { merged }: Pick<Rules, 'merged'>): Promise<void> {
  const { people, merges } = store
  const { account, into, at } = merge
  const both = [account, into]
  const set = createChangingRows(merged)
  const members = await people.membersOf(account, MOST_PEOPLE)
  set.persons.load(members)
  set.persons.load((await people.persons(both)).values())
  set.members.load(await people.memberships(members.map(({ id }) => id)))
  set.accounts.load((await people.accounts(both)).values())
  set.counters.load(await people.counters('account', both))
  set.usage.load(await people.usage(both))
  set.metered.load(await people.metered(both))
  mergeAccounts(set, account, into, at)
  await merges.remove(account)
  await people.save(set.changes())
  await merges.moveMeetings(account, into)
  await merges.note(merge)
}
