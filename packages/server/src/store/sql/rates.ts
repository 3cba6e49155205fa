import type { Kysely } from 'kysely'
import type { RateStore } from '../rates.ts'
import { renewStamp } from './stamp.ts'
import type { Tables } from './tables.ts'

/** The port of exchange rates over SQL. */
export function createRateStore(db: Kysely<Tables>): RateStore {
  return {
    ratesTo: (to) =>
      db
        .selectFrom('exchange_rate')
        .select(['currency', 'day', 'rate'])
        .where('to_currency', '=', to)
        .orderBy('currency')
        .orderBy('day')
        .execute(),
    async saveRates(to, rates) {
      for (const { currency, day, rate } of rates) {
        if (rate === null) {
          await db
            .deleteFrom('exchange_rate')
            .where('to_currency', '=', to)
            .where('currency', '=', currency)
            .where('day', '=', day)
            .execute()
        } else {
          await db
            .insertInto('exchange_rate')
            .values({ to_currency: to, currency, day, rate })
            .onConflict((on) => on.columns(['to_currency', 'currency', 'day']).doUpdateSet({ rate }))
            .execute()
        }
      }
      await renewStamp(db)
    },
  }
}
