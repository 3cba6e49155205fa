import type { Catalog } from '@espalier/core/schema'
import { loadRules } from '../../decisions/rules.ts'
import type { Remembered } from '../../snapshots/snapshot.ts'
import type { Store } from '../../store/store.ts'
import type { KeptAccount } from './account.ts'
import { KeptAccounts } from './accounts.ts'
import type { Census } from './census.ts'

/** Under which name all accounts are kept for the next start. */
export const ACCOUNTS = 'accounts'
/** Days for which uses are counted where nobody asks for others. */
export const USUAL_DAYS = 30

interface Kept {
  /** Settings and catalogue, and when somebody was erased last, as JSON: with others everything is worked out anew. */
  key: string
  accounts: KeptAccounts
  /** The last call; the next one waits for it. */
  last: Promise<unknown>
}

/** By database: one for the usual days, and one for the others that were asked for last. */
const remembered = new WeakMap<object, { usual?: Kept; other?: Kept }>()

/** Who there is, and how one of them stands. */
export interface AllAccounts {
  /** In order of their ids. */
  readonly list: readonly KeptAccount[]
  get(id: string): KeptAccount | undefined
  /** All of them, counted. */
  census: Pick<Census, 'since' | 'revision'>
  /** What they were read with. */
  catalog: Catalog
}

/** How all accounts stand at `now` with the present settings and catalogue. What is answered holds until somebody asks again. */
export async function accountsAt(store: Store, now: number, days: number = USUAL_DAYS): Promise<AllAccounts> {
  const { catalog, settings } = await loadRules(store)
  const place = days === USUAL_DAYS ? 'usual' : 'other'
  const of = remembered.get(store.database.db) ?? {}
  remembered.set(store.database.db, of)
  const era = await store.privacy.era()
  const key = JSON.stringify([catalog, settings, days, era])
  let kept = of[place]
  if (kept?.key !== key || !kept.accounts.covers(now)) {
    kept = {
      key,
      accounts: new KeptAccounts(store, { catalog, settings, days }, place === 'usual' ? { kind: ACCOUNTS, era } : undefined),
      last: Promise.resolve(),
    }
    of[place] = kept
  }
  const { accounts } = kept
  const answer = kept.last.then(() => accounts.at(now))
  kept.last = answer.catch(() => {
    if (of[place]?.accounts === accounts) delete of[place]
  })
  await answer
  return {
    get list() {
      return accounts.list
    },
    get: (id) => accounts.get(id),
    census: accounts.census,
    catalog,
  }
}

/** What is remembered of all accounts, to be kept for the next start; undefined where nobody asked yet. */
export function rememberedAccounts({ database }: Store): Remembered | undefined {
  return remembered.get(database.db)?.usual?.accounts
}
