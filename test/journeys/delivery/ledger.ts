import { stateOf } from '../../../packages/server/src/store/kept-counter.ts'
import { openReader } from '../../../packages/server/src/store/open.ts'

/** The event that pages of these journeys track; its property `n` tells one from the other. */
export const STEP = 'Step Taken'

/** What the server has of the events that were tracked. */
export interface Ledger {
  /** How often each event is stored. */
  stored: Map<string, number>
  /** When each event happened by the server's clock, epoch milliseconds. */
  at: Map<string, number>
  /** How often the counters of all persons counted one. */
  counted: number
}

/** Reads the database that the server writes. */
export async function readLedger(folder: string): Promise<Ledger> {
  const store = await openReader({ folder })
  const { db } = store.database
  const events = await db.selectFrom('event').select(['properties', 'at']).where('name', '=', STEP).execute()
  const counters = await db.selectFrom('counter').select('state').where('name', '=', STEP).where('scope', '=', 'person').execute()
  await store.close()
  const ledger: Ledger = { stored: new Map(), at: new Map(), counted: 0 }
  for (const { properties, at } of events) {
    const { n } = JSON.parse(properties) as { n: string }
    ledger.stored.set(n, (ledger.stored.get(n) ?? 0) + 1)
    ledger.at.set(n, at)
  }
  for (const { state } of counters) ledger.counted += stateOf(state).t
  return ledger
}
