import type { z } from 'zod'
import type { Store } from '../store/store.ts'
import type { Merging } from './merge-account.ts'
import { MOST_PEOPLE } from './merge-rows.ts'
import type { mergePreview } from './shapes.ts'

/** Says what would move if one account became part of another. */
export async function previewMerge({ people, billing, merges }: Store, { account, into }: Merging): Promise<z.infer<typeof mergePreview>> {
  const members = new Set((await people.membersOf(account, MOST_PEOPLE)).map(({ id }) => id))
  const own = (await people.persons([account])).get(account)
  if (own && own.account === undefined) members.add(account)
  const { met, exposures, conversions, events } = await merges.size(account, into)
  return {
    account,
    into,
    people: members.size,
    events,
    conversions,
    stripeCustomers: await billing.customersOf(account),
    subscriptions: (await billing.subscriptionsOf(account)).map(({ subscription }) => subscription),
    campaigns: { moved: exposures, both: met.map(({ campaign, arm, other }) => ({ campaign, arm, intoArm: other })) },
  }
}
