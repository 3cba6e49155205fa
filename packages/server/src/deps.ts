import { pino } from 'pino'
import type { Logger } from 'pino'
import { createAuth } from './auth/auth.ts'
import type { Auth } from './auth/auth.ts'
import { createKeyring } from './auth/keyring.ts'
import type { Keyring } from './auth/keyring.ts'
import type { Config, Mode } from './config.ts'
import { createDueWatch, type DueWatch } from './billing/due.ts'
import { createUnsigned } from './billing/unsigned.ts'
import type { Unsigned } from './billing/unsigned.ts'
import { createBootLog } from './boot/boot-log.ts'
import type { BootLog } from './boot/boot-log.ts'
import { createGuardrailWatch } from './guardrails/watch.ts'
import type { GuardrailWatch } from './guardrails/watch.ts'
import { createCountingJob } from './definitions/counting-job.ts'
import type { CountingJob } from './definitions/counting-job.ts'
import { createMetrics } from './http/metrics.ts'
import type { Metrics } from './http/metrics.ts'
import { createRefusedAccess, type RefusedAccess } from './http/refused-access.ts'
import { createFaults, type Faults } from './hooks/faults.ts'
import { createPostman } from './hooks/postman.ts'
import type { Postman } from './hooks/postman.ts'
import { rejectedSince } from './hooks/rejected-since.ts'
import { createIdentityGate } from './identity/gate.ts'
import type { IdentityGate } from './identity/gate.ts'
import { tellOfLeads } from './leads/tell-of-leads.ts'
import { createSweeper } from './privacy/sweeper.ts'
import type { Sweeper } from './privacy/sweeper.ts'
import type { Store } from './store/store.ts'
import { createTrouble } from './store/trouble.ts'
import type { Trouble } from './store/trouble.ts'

/** Everything that a capability may use. Nothing reaches around it: no global clock, no environment, no second store. */
export interface Deps {
  readonly store: Store
  /** Now, epoch milliseconds. */
  readonly clock: () => number
  readonly log: Logger
  readonly mode: Mode
  readonly auth: Auth
  readonly keys: Keyring
  readonly metrics: Metrics
  readonly bootLog: BootLog
  readonly identity: IdentityGate
  readonly counting: CountingJob
  readonly guardrails: GuardrailWatch
  readonly due: DueWatch
  readonly postman: Postman
  readonly faults: Faults
  readonly unsigned: Unsigned
  readonly sweeper: Sweeper
  readonly trouble: Trouble
  readonly refusedAccess: RefusedAccess
  readonly config: Config
}

/** What may differ from the ordinary. */
export interface DepsOptions {
  readonly mode?: Mode
  readonly clock?: () => number
  readonly log?: Logger
  readonly config?: Config
}

/** The secret that the demo product signs its test checkouts with. */
export const DEMO_STRIPE_SECRET = 'whsec_demo'

/** Wires the capabilities' dependencies around an open store. */
export function createDeps(store: Store, options: DepsOptions = {}): Deps {
  const { mode = 'live', clock = Date.now, log = pino({ level: 'silent' }) } = options
  const config: Config = mode === 'demo' ? { stripeSecret: DEMO_STRIPE_SECRET, ...options.config } : (options.config ?? {})
  const metrics = createMetrics(clock())
  const faults = createFaults(clock)
  const noteRejected = rejectedSince(metrics, faults)
  const postman = createPostman({
    store,
    clock,
    log,
    open: config.openHooks === true,
    gather: async () => {
      await tellOfLeads(store, clock(), config.publicUrl)
      await noteRejected()
      await faults.tell(store)
    },
  })
  const guardrails = createGuardrailWatch({ store, clock, log, postman })
  return {
    store,
    clock,
    log,
    mode,
    config,
    keys: createKeyring(store.workspace, mode, clock),
    auth: createAuth(store, mode, config),
    metrics,
    bootLog: createBootLog(store, metrics),
    identity: createIdentityGate(store),
    guardrails,
    due: createDueWatch({ store, clock, log, booked: guardrails.soon }),
    postman,
    faults,
    unsigned: createUnsigned(store),
    sweeper: createSweeper(store, log),
    counting: createCountingJob(store, clock, log, () => faults.note('counting-failed')),
    trouble: createTrouble(store, log),
    refusedAccess: createRefusedAccess(log),
  }
}
