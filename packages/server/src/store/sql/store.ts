import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Store, StoreLocation } from '../store.ts'
import { createBacktestStore } from './backtests.ts'
import { createBillingStore } from './billing.ts'
import { createCampaignStore } from './campaigns.ts'
import { createChangeStore } from './changes.ts'
import { createCreditStore } from './credits.ts'
import { createCrowdStore } from './crowd.ts'
import type { Engine } from './engine.ts'
import { createEventStore } from './events.ts'
import { createExposureStore } from './exposures.ts'
import { createFunnelStore } from './funnel.ts'
import { createGuardrailStore } from './guardrails.ts'
import { createHookStore } from './hooks.ts'
import { createIdentityStore } from './identity.ts'
import { createLeadStore } from './leads.ts'
import { createLossStore } from './losses.ts'
import { createMergeStore } from './merges.ts'
import { createPeopleStore } from './people.ts'
import { createPrivacyStore } from './privacy.ts'
import { createRebuildStore } from './rebuild.ts'
import { readTogether } from './readers.ts'
import { createResultStore } from './results.ts'
import { createSnapshotStore } from './snapshots.ts'
import type { Tables } from './tables.ts'
import { createWorkspaceStore } from './workspace.ts'
import { hold } from './writers.ts'

/** The lock that PostgreSQL's transactions take: any number will do, as long as all servers of a database agree on it. */
const TRANSACTIONS = 4477
/** How long one of them waits for the others before it gives up, milliseconds. */
const PATIENCE = 10_000
/** How long a server may leave its transaction alone, milliseconds: PostgreSQL ends that of one that hangs or was cut off, for the others. */
const SILENCE = 60_000

/** All ports over one open SQL database. */
export function createSqlStore(db: Kysely<Tables>, engine: Engine, location: StoreLocation): Store {
  return {
    ...portsOf(db, engine, location),
    // One transaction after another on both engines: what is read in one stays true until it is written.
    transaction: (work, { flush = 'now' } = {}) =>
      begin(db, engine, flush, async (transaction) => {
        hold(db, transaction)
        if (engine === 'postgres') await takeTurn(transaction)
        const inner: Store = {
          ...portsOf(transaction, engine, location),
          transaction: (nested) => nested(inner),
          together: (reads) => reads(),
          ping: () => ping(transaction),
          probe: () => probe(transaction),
          close: () => Promise.reject(new Error('a transaction cannot close the store')),
        }
        return work(inner)
      }),
    together: (work) => readTogether(db, work),
    ping: () => ping(db),
    probe: () => begin(db, engine, 'later', probe),
    close: () => db.destroy(),
  }
}

/** Waits for the transactions of all servers that began before. Both bounds end with this one. */
async function takeTurn(transaction: Kysely<Tables>): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(PATIENCE)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(SILENCE)}, true),
    pg_advisory_xact_lock(${sql.lit(TRANSACTIONS)})`.execute(transaction)
}

/** Runs `work` in a transaction of its own. Only outside of one does SQLite hear how long a commit waits for the disk. */
function begin<T>(
  db: Kysely<Tables>,
  engine: Engine,
  flush: 'now' | 'later',
  work: (transaction: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  if (flush === 'now') return db.transaction().execute(work)
  if (engine === 'postgres') {
    return db.transaction().execute(async (transaction) => {
      await sql`set local synchronous_commit = off`.execute(transaction)
      return work(transaction)
    })
  }
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection)
    try {
      return await connection.transaction().execute(work)
    } finally {
      await sql`pragma synchronous = full`.execute(connection)
    }
  })
}

function portsOf(db: Kysely<Tables>, engine: Engine, location: StoreLocation) {
  return {
    workspace: createWorkspaceStore(db, engine),
    people: createPeopleStore(db, engine),
    events: createEventStore(db, engine),
    campaigns: createCampaignStore(db),
    exposures: createExposureStore(db, engine),
    billing: createBillingStore(db, engine),
    changes: createChangeStore(db),
    backtests: createBacktestStore(db),
    credits: createCreditStore(db, engine),
    crowd: createCrowdStore(db, engine),
    guardrails: createGuardrailStore(db),
    identity: createIdentityStore(db),
    losses: createLossStore(db),
    merges: createMergeStore(db),
    leads: createLeadStore(db),
    hooks: createHookStore(db),
    results: createResultStore(db, engine),
    rebuild: createRebuildStore(db),
    snapshots: createSnapshotStore(db, engine),
    funnel: createFunnelStore(db, engine),
    privacy: createPrivacyStore(db, engine, location),
    database: { engine, db, location },
  }
}

async function ping(db: Kysely<Tables>): Promise<number> {
  const started = performance.now()
  await sql`select 1`.execute(db)
  return performance.now() - started
}

/** The same row each time, with another value: one that stays the same would not be written. */
async function probe(db: Kysely<Tables>): Promise<void> {
  const value = randomUUID()
  await db
    .insertInto('setting')
    .values({ name: 'probe', value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
