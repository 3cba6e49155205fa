import { LEAD_FIELDS, type Lead, type LeadMoment } from '@espalier/core/schema'
import { loadCredits } from '../attribution/load-credits.ts'
import type { LeadChange } from '../store/leads.ts'
import type { Store } from '../store/store.ts'
import { loadLeads } from './load-leads.ts'
import { loadHandovers } from './plans.ts'

/**
 * What a change made different. Whoever says again what stands by billing alone makes it their own word, which is a change of the state.
 */
export function changesOf(before: Lead, after: Lead): LeadChange['changes'] {
  return LEAD_FIELDS.flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null]
    if (field === 'reason' && is === null) return []
    return was !== is || (field === 'state' && before.by !== after.by) ? [{ field, before: was, after: is }] : []
  })
}

/**
 * Everything that became of a lead, the newest first: what people changed, when billing won it, and last with whom and with what it began.
 * What billing shows is worked out anew each time: a purchase that was taken back is in it no more.
 * @param zone whose calendar days are counted by
 */
export async function timelineOf(store: Store, { campaign, account, person, passedAt }: Lead, zone: string): Promise<LeadMoment[]> {
  const of = { campaign, account, person, at: Date.parse(passedAt) }
  const [handedOver, changed, won] = [
    (await loadHandovers(store, [campaign], zone))(of),
    (await store.leads.history(of)).map((one) => ({ ...one, by: 'people' as const })),
    await wonOf(store, of),
  ]
  const stood = changed.find((one) => won && one.at <= won.at && stateIn(one) !== undefined)
  const before = (stood && stateIn(stood)) ?? 'new'
  const begun = LEAD_FIELDS.flatMap((field) => {
    const after = field === 'state' ? 'new' : field === 'reason' ? null : handedOver[field]
    return after === null ? [] : [{ field, before: null, after }]
  })
  const paid = won && (before === 'new' || before === 'accepted')
  const all: (Omit<LeadMoment, 'at'> & { at: number })[] = [
    ...changed.map(({ at, by, author, changes }) => ({ at, by, author, changes })),
    ...(paid ? [{ at: won.at, by: won.by, author: null, changes: [{ field: 'state' as const, before, after: 'won' }] }] : []),
    { at: of.at, by: 'campaign', author: null, changes: begun },
  ]
  return all.toSorted((one, other) => other.at - one.at).map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
}

async function wonOf(store: Store, { campaign, account }: Pick<Lead, 'campaign' | 'account'>) {
  const { credits } = await loadCredits(store, { account })
  const { leads } = await loadLeads(store, credits)
  return leads.find((one) => one.campaign === campaign && one.account === account)?.paid
}

function stateIn({ changes }: LeadChange): string | undefined {
  return changes.find(({ field }) => field === 'state')?.after ?? undefined
}
