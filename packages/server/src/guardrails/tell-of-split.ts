import { tell } from '../hooks/tell.ts'
import { plannedShares } from '../reports/planned-shares.ts'
import { figuresOf } from '../results/figures.ts'
import { resultsOf } from '../results/memory.ts'
import { sampleRatio } from '../statistics/sample-ratio.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Store } from '../store/store.ts'

/** Below this the arms of a campaign are not split as planned, and no comparison of them holds. */
const BROKEN = 0.001

/**
 * Tells the owner that the accounts of a campaign are not split as planned: once for each version, and again each month in which that
 * goes on, because messages are forgotten. True where it did.
 * @param now epoch milliseconds
 */
export async function tellOfSplit(store: Store, { id, version, definition }: LiveCampaign, now: number): Promise<boolean> {
  if (!(await store.hooks.endpoint())) return false
  const counted = new Map(figuresOf(await resultsOf(store), id).arms.map(({ arm, accounts }) => [arm, accounts]))
  const plan = plannedShares(definition, await store.workspace.settings())
  const arms = plan.map(({ arm, share }) => ({ arm, accounts: counted.get(arm) ?? 0, planned: share }))
  const p = await sampleRatio(arms.map(({ accounts, planned }) => ({ count: accounts, share: planned })))
  if (p === null || p >= BROKEN) return false
  const message = `split_${id}_${version}`
  return store.transaction(async (inner) => {
    if ((await inner.hooks.known([message])).has(message)) return false
    return tell(inner, 'campaign.split', { campaign: id, name: definition.name, version, p, arms }, now, message)
  })
}
