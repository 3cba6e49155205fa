import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Engine } from './engine.ts'
import { createFirstMigration } from './migrations/0001-first.ts'
import { createDecisionsMigration } from './migrations/0002-decisions.ts'
import { createLogMigration } from './migrations/0003-log.ts'
import { personCareMigration } from './migrations/0004-person-care.ts'
import { createIdentityMigration } from './migrations/0005-identity.ts'
import { createLossMigration } from './migrations/0006-loss.ts'
import { worthMigration } from './migrations/0007-worth.ts'
import { ledgerMigration } from './migrations/0008-ledger.ts'
import { marksMigration } from './migrations/0009-marks.ts'
import { createLogInOrderMigration } from './migrations/0010-log-in-order.ts'
import { createRatesMigration } from './migrations/0011-rates.ts'
import { createLeadsAndHooksMigration } from './migrations/0012-leads-and-hooks.ts'
import { createByKeyMigration } from './migrations/0013-by-key.ts'
import { createAccountMarksMigration } from './migrations/0014-account-marks.ts'
import { createSnapshotsMigration } from './migrations/0015-snapshots.ts'
import { createErasedMigration } from './migrations/0016-erased.ts'
import { createLeadPlansMigration } from './migrations/0017-lead-plans.ts'
import { hookTopicsMigration } from './migrations/0018-hook-topics.ts'
import { createLeadChangesMigration } from './migrations/0019-lead-changes.ts'
import { createRefusedBillingMigration } from './migrations/0020-refused-billing.ts'
import { createDiscountsMigration } from './migrations/0021-discounts.ts'
import { changePagesMigration } from './migrations/0022-change-pages.ts'
import { createMemberMarksMigration } from './migrations/0023-member-marks.ts'
import { lateBillingMigration } from './migrations/0024-late-billing.ts'
import { termsMigration } from './migrations/0025-terms.ts'
import { trialsMigration } from './migrations/0026-trials.ts'
import { createMergedAccountsMigration } from './migrations/0027-merged-accounts.ts'
import type { Tables } from './tables.ts'

/** Brings the database to the newest shape, or to that of the migration `to`. Servers that start together wait for each other. */
export async function migrate(db: Kysely<Tables>, engine: Engine, to?: string): Promise<void> {
  const migrations = {
    '0001-first': createFirstMigration(engine),
    '0002-decisions': createDecisionsMigration(engine),
    '0003-log': createLogMigration(engine),
    '0004-person-care': personCareMigration,
    '0005-identity': createIdentityMigration(engine),
    '0006-loss': createLossMigration(engine),
    '0007-worth': worthMigration,
    '0008-ledger': ledgerMigration,
    '0009-marks': marksMigration,
    '0010-log-in-order': createLogInOrderMigration(engine),
    '0011-rates': createRatesMigration(engine),
    '0012-leads-and-hooks': createLeadsAndHooksMigration(engine),
    '0013-by-key': createByKeyMigration(engine),
    '0014-account-marks': createAccountMarksMigration(engine),
    '0015-snapshots': createSnapshotsMigration(engine),
    '0016-erased': createErasedMigration(engine),
    '0017-lead-plans': createLeadPlansMigration(engine),
    '0018-hook-topics': hookTopicsMigration,
    '0019-lead-changes': createLeadChangesMigration(engine),
    '0020-refused-billing': createRefusedBillingMigration(engine),
    '0021-discounts': createDiscountsMigration(engine),
    '0022-change-pages': changePagesMigration,
    '0023-member-marks': createMemberMarksMigration(engine),
    '0024-late-billing': lateBillingMigration,
    '0025-terms': termsMigration,
    '0026-trials': trialsMigration,
    '0027-merged-accounts': createMergedAccountsMigration(engine),
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await (to === undefined ? migrator.migrateToLatest() : migrator.migrateTo(to))
  if (error) throw error
}
