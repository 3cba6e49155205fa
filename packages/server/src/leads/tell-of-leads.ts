import { createHash } from 'node:crypto'
import { tell } from '../hooks/tell.ts'
import { namesOfAccounts } from '../people/names.ts'
import type { Passed } from '../store/leads.ts'
import type { Store } from '../store/store.ts'
import { leadPath } from './link.ts'
import { loadPlans, ownerOf } from './plans.ts'

/** Older leads are no news; messages are remembered for longer than this. */
const NEWS = 7 * 86_400_000

/**
 * Tells the owner of leads that were passed since an address was given, each once. A lead comes with the events of a page, whose way
 * should not be longer for it, so that leads are looked for afterwards.
 * @param now epoch milliseconds
 * @param publicUrl where people reach this server, for links; without it links are paths
 */
export async function tellOfLeads(store: Store, now: number, publicUrl = ''): Promise<void> {
  const endpoint = await store.hooks.endpoint()
  if (!endpoint) return
  const passing = (await store.campaigns.live()).filter(({ definition }) => definition.lead === true)
  const names = new Map(passing.map(({ id, definition }) => [id, definition.name]))
  const since = Math.max(endpoint.createdAt, now - NEWS)
  const fresh = (await store.leads.passed([...names.keys()])).filter(({ at }) => at >= since)
  if ((await unknown(store, fresh)).length === 0) return
  const { zone } = await store.workspace.settings()
  const planOf = await loadPlans(store, [...names.keys()], zone)
  await store.transaction(async (inner) => {
    const news = await unknown(inner, fresh)
    const nameOf = await namesOfAccounts(
      inner,
      news.map(({ account }) => account),
    )
    for (const one of news) {
      const { campaign, account, person, at } = one
      const plan = planOf(one)
      const passedAt = new Date(at).toISOString()
      const data = {
        campaign,
        campaignName: names.get(campaign),
        account,
        name: nameOf(account),
        person,
        passedAt,
        ...plan,
        owner: ownerOf(plan),
        evidence: publicUrl.replace(/\/$/, '') + leadPath(one),
      }
      await tell(inner, 'lead.passed', data, now, leadMessageId(one))
    }
  })
}

async function unknown({ hooks, merges }: Pick<Store, 'hooks' | 'merges'>, leads: readonly Passed[]): Promise<Passed[]> {
  const parts = Map.groupBy(await merges.all(), ([, into]) => into)
  // It may have been told of while its account was one of its own.
  const idsOf = ({ campaign, account }: Passed): string[] =>
    [account, ...(parts.get(account) ?? []).map(([part]) => part)].map((one) => leadMessageId({ campaign, account: one }))
  const known = await hooks.known(leads.flatMap(idsOf))
  return leads.filter((one) => !idsOf(one).some((id) => known.has(id)))
}

/** The same for the same lead, whoever looks and however often. */
export function leadMessageId({ campaign, account }: Pick<Passed, 'campaign' | 'account'>): string {
  return `lead_${createHash('sha256')
    .update(JSON.stringify([campaign, account]))
    .digest('hex')
    .slice(0, 32)}`
}
