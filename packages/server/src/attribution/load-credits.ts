import type { Motion } from '@espalier/core'
import type { Growth } from '../store/credits.ts'
import type { Store } from '../store/store.ts'
import { creditsOf, DAY_MS, type Credit } from './credit.ts'

/** Credits, and what they were made of. */
export interface LoadedCredits {
  credits: Credit[]
  growth: Growth
  /** Days. */
  windowDays: number
}

/**
 * The credits of one account, of the accounts that met a campaign, or of all. They are worked out when they are asked for: an event that
 * comes late, a customer that is linked later and another window all count at once, and nothing has to be corrected.
 */
export async function loadCredits(store: Store, of: { account?: string; campaign?: string }): Promise<LoadedCredits> {
  const { windowDays } = (await store.workspace.settings()).attribution
  const windowMs = windowDays * DAY_MS
  const motions = new Map<string, Motion>((await store.campaigns.live()).map(({ id, definition }) => [id, definition.motion]))
  const growth = await store.credits.growthOf(of, windowMs)
  return { credits: creditsOf(growth, { motions, windowMs }), growth, windowDays }
}
