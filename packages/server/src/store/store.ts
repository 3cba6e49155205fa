import type { Kysely } from 'kysely'
import type { BacktestStore } from './backtests.ts'
import type { BillingStore } from './billing.ts'
import type { CampaignStore } from './campaigns.ts'
import type { ChangeStore } from './changes.ts'
import type { CreditStore } from './credits.ts'
import type { CrowdStore } from './crowd.ts'
import type { EventStore } from './events.ts'
import type { ExposureStore } from './exposures.ts'
import type { FunnelStore } from './funnel.ts'
import type { GuardrailStore } from './guardrails.ts'
import type { HookStore } from './hooks.ts'
import type { IdentityStore } from './identity.ts'
import type { LeadStore } from './leads.ts'
import type { LossStore } from './losses.ts'
import type { MergeStore } from './merges.ts'
import type { PeopleStore } from './people.ts'
import type { PrivacyStore } from './privacy.ts'
import type { RebuildStore } from './rebuild.ts'
import type { ResultStore } from './results.ts'
import type { SnapshotStore } from './snapshots.ts'
import type { Tables } from './sql/tables.ts'
import type { WorkspaceStore } from './workspace.ts'

/** Where the data lives. */
export interface StoreLocation {
  /** `postgres://...`; without it the data is one SQLite file in `folder`. */
  url?: string | undefined
  folder: string
}

/**
 * The ports that the server's capabilities are written against. Adapters pass `store.case.test.ts`.
 * Events are a port of their own, because they outgrow one machine first.
 */
export interface Store {
  readonly workspace: WorkspaceStore
  readonly people: PeopleStore
  readonly events: EventStore
  readonly campaigns: CampaignStore
  readonly exposures: ExposureStore
  readonly billing: BillingStore
  readonly changes: ChangeStore
  readonly backtests: BacktestStore
  readonly credits: CreditStore
  readonly crowd: CrowdStore
  readonly guardrails: GuardrailStore
  readonly identity: IdentityStore
  readonly losses: LossStore
  readonly merges: MergeStore
  readonly leads: LeadStore
  readonly hooks: HookStore
  readonly results: ResultStore
  readonly rebuild: RebuildStore
  readonly snapshots: SnapshotStore
  readonly funnel: FunnelStore
  readonly privacy: PrivacyStore
  /**
   * The open database, for a library that brings its own tables (console sign-in), and where it is, for a process that opens it again.
   * Capabilities use the ports.
   */
  readonly database: { readonly engine: 'sqlite' | 'postgres'; readonly db: Kysely<Tables>; readonly location: StoreLocation }
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. Transactions of one process run one after another on SQLite.
   * With `flush: 'later'` nobody waits for the disk: a power cut right after it may take it back, whole; the end of the process does not.
   */
  transaction<T>(work: (store: Store) => Promise<T>, options?: { readonly flush?: 'now' | 'later' }): Promise<T>
  /**
   * Runs `work` at once. What it begins to read before it first waits is read of one moment where the database can be asked at once
   * (SQLite), and takes less there than by itself.
   */
  together<T>(work: () => T): T
  /** Milliseconds for a trivial query; rejects when the database is not reachable. */
  ping(): Promise<number>
  /** Writes something small that means nothing; rejects when nothing can be written. */
  probe(): Promise<void>
  close(): Promise<void>
}
