import { HELD_OUT, TREATED } from '@espalier/core'
import { hostId, instant, slug } from '@espalier/core/schema'
import { z } from 'zod'
import { loadRules } from '../decisions/rules.ts'
import { ERASED_SINCE, namingErased } from '../privacy/digests.ts'
import { noteAssigned } from '../ingest/note-event.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Exposure } from '../store/exposures.ts'
import type { Store } from '../store/store.ts'
import { AHEAD_MS } from '../http/ahead.ts'
import { fieldOf, itemError, readItems } from '../http/item-results.ts'
import type { ItemError } from '../http/item-results.ts'

/** An arm that another system assigned, and when the account was first eligible. */
const exposure = z.strictObject({
  campaign: slug,
  account: hostId,
  user: hostId.optional(),
  /** Id of a variant, or `held-out`; `treated` for a campaign without variants. */
  arm: z.string().min(1).max(64),
  at: instant,
  /** What the account was worth before, in any unit, for example its spend of last year: reports take away what this explains. */
  before: z.number().min(0).max(1e12).optional(),
})

export const exposureList = z.strictObject({ exposures: z.array(z.unknown()).min(1).max(2000) })

/** The same as the reference describes it; items are read one by one. */
export const describedExposures = z.strictObject({ exposures: z.array(exposure).min(1).max(2000) })

export const exposureResults = z.object({
  results: z.array(
    z.object({
      status: z.enum(['accepted', 'duplicate', 'rejected']),
      /** The arm that holds: the first one that was sent. */
      arm: z.string().optional(),
      account: z.string().optional().describe('The account that it counts for, where the one that was named is part of it'),
      error: itemError.optional(),
    }),
  ),
})
type Result = z.infer<typeof exposureResults>['results'][number]

/** Imports arms and says for each, in order, what became of it. The first arm of an account stays. Needs a transaction. */
export async function importExposures(store: Store, list: readonly unknown[], now: number): Promise<Result[]> {
  const campaigns = new Map((await store.campaigns.live()).map((one) => [one.id, one]))
  const { merged } = await loadRules(store)
  const results: Result[] = []
  const kept: { index: number; into: string | undefined; exposure: Exposure & { before?: number } }[] = []
  const items = readItems(list, 'exposures', exposure)
  const isErased = await namingErased(
    store.privacy,
    items.flatMap((item) => ('error' in item ? [] : dated(item.value))),
  )
  for (const item of items) {
    const read =
      'error' in item ? item.error : isErased(dated(item.value)) ? GONE : toExposure(item.value, campaigns.get(item.value.campaign), now)
    if ('message' in read) {
      const field = 'error' in item ? read.field : fieldOf('exposures', item.index, read.field)
      results[item.index] = { status: 'rejected', error: { field, message: read.message } }
    } else {
      const into = merged.get(read.account)
      kept.push({ index: item.index, into, exposure: into === undefined ? read : { ...read, account: into } })
    }
  }
  const assigned = await store.exposures.assign(kept.map((one) => one.exposure))
  await store.events.append(
    kept.flatMap(({ exposure: { person, account, at, before: _, ...arm } }, place) =>
      assigned[place]?.created ? noteAssigned({ person, account }, arm, { at, now }) : [],
    ),
  )
  kept.forEach(({ index, into, exposure: { arm } }, place) => {
    const known = assigned[place]
    results[index] = {
      status: known?.created ? 'accepted' : 'duplicate',
      arm: known?.arm ?? arm,
      ...(into !== undefined && { account: into }),
    }
  })
  return results
}

const GONE: ItemError = { field: 'account', message: ERASED_SINCE }

const dated = ({ account, user, at }: z.output<typeof exposure>) => ({ names: [account, user], at: Date.parse(at) })

function toExposure(
  item: z.infer<typeof exposure>,
  campaign: LiveCampaign | undefined,
  now: number,
): (Exposure & { before?: number }) | ItemError {
  const { account, user = account, arm, before } = item
  if (!campaign) return { field: 'campaign', message: `no published campaign "${item.campaign}"` }
  if (campaign.definition.assignment !== 'external') {
    return { field: 'campaign', message: `"${item.campaign}" assigns its arms itself; expected a campaign with assignment "external"` }
  }
  const variants = campaign.definition.variants?.map((one) => one.id) ?? []
  const arms = [HELD_OUT, ...(variants.length > 0 ? variants : [TREATED])]
  if (!arms.includes(arm)) return { field: 'arm', message: `expected ${arms.join(', ')}` }
  const at = Date.parse(item.at)
  if (at > now + AHEAD_MS) return { field: 'at', message: 'expected a time that is not in the future' }
  const exposed = { campaign: campaign.id, version: campaign.version, account, person: user, arm, at }
  return before === undefined ? exposed : { ...exposed, before }
}
