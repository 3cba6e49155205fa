import type { Guardrail } from '@espalier/core/schema'

/** Accounts of one side of a campaign, and in how many of them each harm came after they met it. */
export interface HarmCounts {
  heldOut: boolean
  accounts: number
  /** Accounts that it was shown to. */
  shown: number
  harmed: Record<Guardrail, number>
}

/** What guardrails count. */
export interface GuardrailStore {
  /**
   * Both sides of a campaign as assigned.
   * @param since only accounts that met it from then on, epoch milliseconds
   */
  harmCounts(campaign: string, since: number): Promise<HarmCounts[]>
}
