import { followPlan } from '../billing/follow-plan.ts'
import { rebuildLedger } from '../billing/rebuild-ledger.ts'
import { loadRules, type Rules } from '../decisions/rules.ts'
import { HttpError } from '../http/errors.ts'
import { unknown } from '../http/unknown.ts'
import { noteMerged } from '../ingest/note-event.ts'
import { ERASED } from '../store/privacy.ts'
import type { Merge } from '../store/merges.ts'
import type { Store } from '../store/store.ts'
import { mergeRows } from './merge-rows.ts'

/** Which account is to become part of which; ids of the host. */
export interface Merging {
  account: string
  into: string
}

/** When it was asked for, epoch milliseconds, and by whom. */
interface Asked {
  at: number
  author: string
}

/**
 * Makes one account part of another, for good: people, meetings with campaigns, money and events of both are those of the other one, and
 * whoever names the one means the other. All of it or nothing; a second time nothing changes. Throws what `mergeable` throws.
 */
export function mergeAccount(store: Store, { account, into }: Merging, { at, author }: Asked): Promise<Merge> {
  return store.transaction(async (inner) => {
    const rules = await loadRules(inner)
    const known = await mergeable(inner, { account, into }, rules)
    if (known) return known
    const { merges, billing, events, changes, privacy } = inner
    const ledgerFrom = await bothFrom(inner, account, into)
    const merge: Merge = { account, into, at, ...(ledgerFrom !== undefined && { ledgerFrom }) }
    await mergeRows(inner, merge, rules)
    await merges.moveEvents(account, into)
    await events.append([noteMerged(into, { from: account, ...(ledgerFrom !== undefined && { ledgerFrom }) }, at)])
    await merges.moveBilling(account, into)
    await rebuildLedger(inner, into, at)
    if ((await billing.subscriptionsOf(into)).length > 0) await followPlan(inner, into, at, at)
    await changes.append({ at, author, kind: 'merged', subject: 'account', body: {} })
    await privacy.forget({ erased: false })
    return merge
  })
}

/**
 * Whether one account can become part of another; the merge where it did already. Throws a 404 or a 400 for an account that there is none
 * of, a 400 for an account and itself, a 409 for one that is part of another account.
 */
export async function mergeable(store: Store, { account, into }: Merging, { merged }: Pick<Rules, 'merged'>): Promise<Merge | undefined> {
  const known = await store.merges.find(account)
  if (known && known.into === (merged.get(into) ?? into)) return known
  if (known) throw partOf(account, known.into)
  if (!(await isAccount(store, account))) throw unknown('account', account)
  if (account === into)
    throw new HttpError(400, 'merge-same', 'into: this is the account itself', { field: 'into', expected: 'another account' })
  const other = merged.get(into)
  if (other !== undefined) throw partOf(into, other, 'into')
  if (!(await isAccount(store, into))) throw unknown('account', into, 'into')
  return undefined
}

/** An account is part of another one, so that what is asked of it has to be asked of that one. */
export function partOf(account: string, into: string, field?: string): HttpError {
  const message = `${field === undefined ? '' : `${field}: `}the account "${account}" is part of "${into}"`
  return new HttpError(409, 'account-merged', message, { ...(field !== undefined && { field }), facts: { id: into } })
}

/** A person who was in no account is one of their own; a visitor may turn out to be somebody, and is none yet. */
async function isAccount({ people }: Store, id: string): Promise<boolean> {
  if (id.startsWith(ERASED)) return false
  if ((await people.accounts([id])).has(id)) return true
  const person = (await people.persons([id])).get(id)
  return person !== undefined && !person.anonymous && person.account === undefined
}

/** From when on billing told something of both; epoch milliseconds. */
async function bothFrom({ billing }: Store, account: string, into: string): Promise<number | undefined> {
  const firstOf = async (id: string) => Math.min(...(await billing.toldOf(id)).map(({ at, before }) => before?.since ?? at))
  const from = Math.max(await firstOf(account), await firstOf(into))
  return from === Infinity ? undefined : from
}
