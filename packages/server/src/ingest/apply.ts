import type { EventResult } from '@espalier/core'
import { loadRules } from '../decisions/rules.ts'
import type { StoredEvent } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { foldEvent, type Fold } from './fold.ts'
import { billedAmong } from './group.ts'
import { loadMoments, recordMoments } from './moments.ts'
import { isCampaignEvent } from './own-event.ts'
import { loadWorkingSet, type WorkingSet } from './working-set.ts'

/**
 * Keeps the events and all that follows from them, in their order and in one transaction. An event whose id is known changes nothing.
 * Answers what became of each once everything is committed.
 */
export async function applyEvents(store: Store, events: readonly IncomingEvent[]): Promise<EventResult[]> {
  if (events.length === 0) return []
  return store.transaction(async (inner) => {
    const known = await inner.events.known(events.map(({ id }) => id))
    const fresh = events.filter(({ id }) => !known.has(id))
    if (fresh.length === 0) return events.map(({ id }) => ({ messageId: id, status: 'duplicate' }))
    const rules = await loadRules(inner)
    const set = await loadWorkingSet(inner, fresh, rules)
    const about = fresh.flatMap(({ own }) => (own && isCampaignEvent(own) ? own : []))
    const moments = await loadMoments(inner, rules, about, () => accountsOf(set, fresh))
    const fold: Fold = { ...rules, set, moments, hasBilledPlan: await billedAmong(inner, fresh) }
    const kept: StoredEvent[] = []
    const results: EventResult[] = []
    for (const event of events) {
      if (known.has(event.id)) {
        results.push({ messageId: event.id, status: 'duplicate' })
        continue
      }
      const applied = foldEvent(fold, event)
      results.push(
        'field' in applied ? { messageId: event.id, status: 'rejected', error: applied } : { messageId: event.id, status: 'accepted' },
      )
      if ('field' in applied) continue
      known.add(event.id)
      kept.push(applied)
    }
    await inner.events.append(kept)
    await set.save()
    await recordMoments(inner.exposures, moments.take())
    return results
  })
}

/** Every account that one of the events may belong to. */
function accountsOf({ persons }: WorkingSet, events: readonly IncomingEvent[]): Set<string> {
  const named = events.flatMap(({ userId, anonymousId, groupId }) => [userId, anonymousId, groupId].flatMap((id) => id ?? []))
  return new Set([...named, ...[...persons.values()].flatMap(({ id, account }) => [id, ...(account ? [account] : [])])])
}
