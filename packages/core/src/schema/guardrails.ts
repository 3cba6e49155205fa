import { z } from 'zod'

/** A share of accounts, 0 to 1. */
const cutoff = z.number().min(0).max(1)

/**
 * How much harm a campaign may do before it is paused: differences of shares to the hold-out, in `churn`, `contraction` and `detractor`;
 * the share itself in `dismissal`, as nobody in the hold-out has anything to put away.
 */
export const guardrails = z.strictObject({
  /** Accounts that left after they met the campaign. */
  churn: cutoff.default(0.02),
  /** Accounts that reduced what they pay. */
  contraction: cutoff.default(0.02),
  /** Accounts that said no, of those that were shown it. */
  dismissal: cutoff.default(0.3),
  /** Accounts with somebody who gave 0 to 6 afterwards. */
  detractor: cutoff.default(0.05),
})
export type Guardrails = z.infer<typeof guardrails>
/** What is watched. */
export type Guardrail = keyof Guardrails

/** The cutoffs that a campaign sets in place of the workspace's. */
export const ownGuardrails = z.strictObject({
  churn: cutoff.optional(),
  contraction: cutoff.optional(),
  dismissal: cutoff.optional(),
  detractor: cutoff.optional(),
})
