import type { CampaignState } from '@espalier/core/schema'
import { request } from '../api.ts'

/** One guardrail as it stands. Shares are fractions. */
export interface GuardrailReading {
  metric: string
  cutoff: number
  treated: { accounts: number; harmed: number }
  /** Null where the hold-out has nothing to compare. */
  heldOut: { accounts: number; harmed: number } | null
  estimate: number | null
  /** What it is at least, however often one looks. */
  low: number | null
  state: 'fine' | 'wait' | 'crossed'
}

/** Answer of `GET /v1/campaigns/{id}/guardrails`. Times are ISO 8601. */
export interface Guardrails {
  campaign: string
  state: CampaignState
  /** Accounts count from here on; null for all. */
  since: string | null
  readings: GuardrailReading[]
  pauses: { at: string; crossed: GuardrailReading[]; lifted?: { at: string; author: string; reason: string } }[]
  asOf: string
}

/** What could pause a campaign, and when it was paused. */
export function readGuardrails(id: string): Promise<Guardrails> {
  return request('GET', `/v1/campaigns/${encodeURIComponent(id)}/guardrails`)
}
