import type { Kysely } from 'kysely'
import type { BillingStore } from '../billing.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/** Name of the setting that holds it. */
const STAMP = 'stamp:billing'

const stamp = keptQuery((db, _: Places<Record<never, never>>) => db.selectFrom('setting').select('value').where('name', '=', STAMP))

/** Lets everything that writes renew the stamp, in the transaction of what it writes: once, because nobody else sees it before its end. */
export function stamped(db: Kysely<Tables>, engine: Engine, store: Omit<BillingStore, 'stamp'>): BillingStore {
  let renewed = false
  const renewing =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const written = await write(...args)
      if (!renewed) await renewStamp(db, STAMP)
      renewed = db.isTransaction
      return written
    }
  return {
    ...store,
    record: renewing(store.record),
    settle: renewing(store.settle),
    link: renewing(store.link),
    addState: renewing(store.addState),
    saveTerm: renewing(store.saveTerm),
    saveLedger: renewing(store.saveLedger),
    saveRates: renewing(store.saveRates),
    stamp: async () => (await stamp(db, engine, {}))[0]?.value ?? '',
  }
}
