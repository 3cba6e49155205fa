import type { CampaignState } from '@espalier/core/schema'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Change } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { guardrailReadings, type GuardrailReading } from './reading.ts'

/** One pause of a campaign by its guardrails. Times are epoch milliseconds. */
export interface Pause {
  at: number
  crossed: GuardrailReading[]
  /** When, by whom and why it was lifted. */
  lifted?: { at: number; author: string; reason: string }
}

/** How the guardrails of a campaign stand. */
export interface GuardrailStatus {
  /** Accounts count from here on: where a pause was lifted, the evidence begins anew. */
  since: number
  readings: GuardrailReading[]
  /** Oldest first. */
  pauses: Pause[]
}

/** What is watched of a campaign now, and when it was paused. */
export async function guardrailStatus(
  store: Store,
  { id, definition }: LiveCampaign,
  changes: readonly Change[],
): Promise<GuardrailStatus> {
  const settings = await store.workspace.settings()
  const pauses = pausesOf(id, changes)
  const since = pauses.findLast((one) => one.lifted)?.lifted?.at ?? 0
  const own = Object.fromEntries(Object.entries(definition.guardrails ?? {}).filter(([, cutoff]) => cutoff !== undefined))
  const counts = await store.guardrails.harmCounts(id, since)
  return {
    since,
    readings: guardrailReadings(counts, { ...settings.guardrails, ...own }, definition.motion, settings.analysis.accounts),
    pauses,
  }
}

/** The pauses that the change log tells of. */
export function pausesOf(campaign: string, changes: readonly Change[]): Pause[] {
  const pauses: Pause[] = []
  for (const { at, author, kind, subject, body } of changes) {
    if (kind !== 'state' || subject !== campaign) continue
    const { state, crossed = [], reason } = body as { state: CampaignState; crossed?: GuardrailReading[]; reason?: string }
    const last = pauses.at(-1)
    if (state === 'auto-paused') pauses.push({ at, crossed })
    else if (state === 'running' && last && !last.lifted) last.lifted = { at, author, reason: reason ?? '' }
  }
  return pauses
}
