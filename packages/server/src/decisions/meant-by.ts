import type { Campaign } from '@espalier/core/schema'
import { unknown } from '../http/unknown.ts'
import type { Store } from '../store/store.ts'

/** The draft itself, or the draft of the campaign that is named. Throws a 400 for one that nobody knows. */
export async function meantBy({ campaigns }: Store, campaign: string | Campaign): Promise<Campaign> {
  if (typeof campaign !== 'string') return campaign
  const found = await campaigns.find(campaign)
  if (found) return found.draft
  throw unknown('campaign', campaign, 'campaign')
}
