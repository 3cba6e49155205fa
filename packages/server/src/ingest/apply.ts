import type { EventResult } from '@espalier/core'
import { loadRules } from '../decisions/rules.ts'
import type { Claims } from '../identity/token.ts'
import type { StoredEvent } from '../store/events.ts'
import { earliestOf, erasedAmong, erasedSince } from '../privacy/digests.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { foldEvent, type Refusal } from './fold.ts'
import type { Fold } from './folded-into.ts'
import { billedAmong } from './group.ts'
import { lossesIn } from './losses.ts'
import { loadMoments, recordMoments } from './moments.ts'
import { NOTES, noteSigned } from './note-event.ts'
import { isCampaignEvent } from './own-event.ts'
import { foldSigned } from './signed.ts'
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
    const fold: Fold = { ...rules, set, moments, hasBilledPlan: await billedAmong(inner, fresh, rules.merged) }
    const erased = await erasedAmong(inner.privacy, () => fresh.flatMap(namesIn), earliestOf(fresh))
    const kept: StoredEvent[] = []
    const results: EventResult[] = []
    for (const event of events) {
      if (known.has(event.id)) {
        results.push({ messageId: event.id, status: 'duplicate' })
        continue
      }
      if (event.name === NOTES.signed) {
        const note = signedNoteOf(event, rules.merged)
        if (foldSigned(fold, note)) kept.push(note)
        results.push({ messageId: event.id, status: 'accepted' })
        continue
      }
      const applied = isOfErased(erased, event) ?? posesAsKnown(fold, event) ?? foldEvent(fold, event)
      results.push(
        'field' in applied ? { messageId: event.id, status: 'rejected', error: applied } : { messageId: event.id, status: 'accepted' },
      )
      if ('field' in applied) continue
      known.add(event.id)
      kept.push(applied)
    }
    await inner.events.append(kept)
    await inner.losses.count(lossesIn(kept, rules.settings.zone))
    await set.save()
    await recordMoments(inner.exposures, moments.take())
    return results
  })
}

/** What the host's server signed, as an event among others: it counts for those that follow. */
export function signedEvent(claims: Claims, now: number): IncomingEvent {
  const { user, account, issuedAt, traits, accountTraits, plan } = claims
  const said = { issuedAt, ...(traits && { traits }), ...(accountTraits && { accountTraits }), ...(plan !== undefined && { plan }) }
  const { person: userId, account: groupId, ...event } = noteSigned({ person: user, account }, said, now)
  return { ...event, userId, ...(account !== undefined && { groupId }) }
}

function signedNoteOf({ userId = '', groupId, ...event }: IncomingEvent, merged: ReadonlyMap<string, string>): StoredEvent {
  const account = groupId ?? userId
  const owner = merged.get(account)
  return { ...event, person: userId, account, ...(owner !== undefined && { owner }) }
}

/** Where identity is enforced, no page may call a visitor by the id of a person or account that is known. */
function posesAsKnown({ set, settings }: Fold, { page, userId, anonymousId }: IncomingEvent): Refusal | undefined {
  if (!page || settings.identity.mode !== 'enforce' || userId !== undefined || anonymousId === undefined) return undefined
  if (set.persons.get(anonymousId)?.anonymous !== false && !set.accounts.get(anonymousId)) return undefined
  return { field: 'anonymousId', message: 'this is the id of a user or an account; expected an id that the page made up', code: 'unsigned' }
}

function namesIn({ userId, anonymousId, previousId, groupId }: IncomingEvent): string[] {
  return [userId, anonymousId, previousId, groupId].flatMap((name) => name ?? [])
}

/** What somebody did before they were erased does not come back with a late retry; what they do since is somebody new's. */
function isOfErased(erased: ReadonlyMap<string, number>, event: IncomingEvent): Refusal | undefined {
  if (erased.size === 0) return undefined
  const { userId, anonymousId, previousId, groupId, at } = event
  const named = Object.entries({ userId, anonymousId, previousId, groupId }).find(([, name]) => erasedSince(erased, [name], at))
  return named && { field: named[0], message: 'whoever this names was erased after it happened', code: 'erased' }
}

/** Every account that one of the events may belong to. */
function accountsOf({ persons, merged }: WorkingSet, events: readonly IncomingEvent[]): Set<string> {
  const named = events.flatMap(({ userId, anonymousId, groupId }) => [userId, anonymousId, groupId].flatMap((id) => id ?? []))
  const all = [...named, ...[...persons.values()].flatMap(({ id, account }) => [id, ...(account ? [account] : [])])]
  return new Set([...all, ...all.flatMap((id) => merged.get(id) ?? [])])
}
