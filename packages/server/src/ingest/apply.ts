import { EVENTS, type EventResult } from '@espalier/core'
import type { Catalog, Settings } from '@espalier/core/schema'
import { DETRACTOR } from '../decisions/detractor.ts'
import type { StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { adoptVisitor } from './adopt-visitor.ts'
import { applyGroup } from './group.ts'
import { loadMoments, type Moments } from './moments.ts'
import { isCampaignEvent, type CampaignEvent } from './own-event.ts'
import { touchAccount, touchPerson } from './touch.ts'
import { countUse, reportUse } from './use.ts'
import { joins, loadWorkingSet, visitorOf, type WorkingSet } from './working-set.ts'

/** What the steps of one batch share. */
interface Batch {
  store: Store
  set: WorkingSet
  moments: Moments
  catalog: Catalog
  settings: Settings
}

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
    const [settings, catalog, set] = [await inner.workspace.settings(), await inner.workspace.catalog(), await loadWorkingSet(inner, fresh)]
    const about = fresh.flatMap(({ own }) => (own && isCampaignEvent(own) ? own : []))
    const moments = await loadMoments(inner, settings, about, () => accountsOf(set, fresh))
    const batch: Batch = { store: inner, set, moments, catalog, settings }
    const kept: StoredEvent[] = []
    const results: EventResult[] = []
    for (const event of events) {
      if (known.has(event.id)) {
        results.push({ messageId: event.id, status: 'duplicate' })
        continue
      }
      const applied = await applyEvent(batch, event)
      results.push(
        'field' in applied ? { messageId: event.id, status: 'rejected', error: applied } : { messageId: event.id, status: 'accepted' },
      )
      if ('field' in applied) continue
      known.add(event.id)
      kept.push(applied)
    }
    await inner.events.append(kept)
    await set.save()
    await moments.flush()
    return results
  })
}

/** Every account that one of the events may belong to. */
function accountsOf({ persons }: WorkingSet, events: readonly IncomingEvent[]): Set<string> {
  const named = events.flatMap(({ userId, anonymousId, groupId }) => [userId, anonymousId, groupId].flatMap((id) => id ?? []))
  return new Set([...named, ...[...persons.values()].flatMap(({ id, account }) => [id, ...(account ? [account] : [])])])
}

async function applyEvent(batch: Batch, event: IncomingEvent): Promise<StoredEvent | { field: string; message: string }> {
  const { set, moments } = batch
  const { userId, anonymousId, previousId: _, groupId, own, ...rest } = event
  const id = userId ?? (anonymousId && set.aliases.get(anonymousId)?.[1]) ?? anonymousId ?? ''
  const account = groupId ?? set.persons.get(id)?.account ?? id
  const told = own && isCampaignEvent(own) ? own : undefined
  const refusal = told && moments.refusal(told, account)
  if (refusal) return refusal

  const visitor = joins(event) ? visitorOf(event) : undefined
  if (visitor !== undefined && adoptVisitor(set, visitor, id)) {
    await moments.flush()
    await batch.store.exposures.adopt(visitor, id)
  }
  const person = touchPerson(set, id, userId !== undefined, event.at)
  const stored: StoredEvent = { ...rest, person: id, account: groupId ?? person.account ?? id }
  touchAccount(set, stored, groupId !== undefined)
  if (event.type === 'identify') set.persons.put({ ...person, traits: mergeTraits(person.traits, stored.properties) })
  if (event.type === 'group') await applyGroup(batch.store, set, batch.catalog, stored)
  if (told) tell(batch, told, stored)
  else if (own?.name === EVENTS.usage) reportUse(set, own.properties, stored)
  else if (event.type === 'track' && !own) countUse(set, batch.catalog, batch.settings.zone, stored)
  return stored
}

/** Hands a campaign's event on; a low score also spares the account for a while. */
function tell({ set, moments }: Batch, told: CampaignEvent, stored: StoredEvent): void {
  moments.add(told, stored)
  if (told.name !== EVENTS.answered || told.properties.score === undefined || told.properties.score > DETRACTOR) return
  const account = set.accounts.get(stored.account)
  const detractorAt = Math.max(stored.at, account?.care.detractorAt ?? 0)
  if (account) set.accounts.put({ ...account, care: { ...account.care, detractorAt } })
}
