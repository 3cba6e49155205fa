import { DETRACTOR, EVENTS } from '@espalier/core'
import type { SentAs, StoredEvent } from '../store/events.ts'
import { mergeTraits } from '../store/merge-traits.ts'
import type { IncomingEvent } from './accept.ts'
import { adoptVisitor } from './adopt-visitor.ts'
import type { Fold } from './folded-into.ts'
import { applyGroup } from './group.ts'
import { joins, visitorOf } from './joins.ts'
import { isCampaignEvent, type CampaignEvent, type OwnEvent } from './own-event.ts'
import { unsignedTraits } from './signed.ts'
import { touchAccount, touchPerson } from './touch.ts'
import { countUse, reportUse } from './use.ts'

/** Why an event cannot be kept: the wrong field and what is wrong with it. */
export interface Refusal {
  field: string
  message: string
  /** The person or account that is named was not proven, or was erased since. */
  code?: 'unsigned' | 'erased'
}

/** How the sender of an event named people, and what it is where it is one of our own; see `IncomingEvent`. */
export interface NamedInEvent {
  userId: string | undefined
  anonymousId: string | undefined
  groupId: string | undefined
  /** The visitor that turns out to be the person. */
  visitor: string | undefined
  /** A browser said so, and no server. */
  page: boolean
  own: OwnEvent | undefined
}

/**
 * Folds one event in: what it says of people, accounts, counters, usage and campaigns. Pure but for what `fold` holds: whoever
 * folds the same events in the same order gets the same. Answers the event as it is kept, or why it cannot be.
 */
export function foldEvent(fold: Fold, event: IncomingEvent): StoredEvent | Refusal {
  const { id, type, name, at, receivedAt, seq, properties, context, userId, anonymousId, groupId, own, page = false } = event
  const visitor = joins(event) ? visitorOf(event) : undefined
  const sentAs = sentAsOf(event, visitor)
  const kept: StoredEvent = { id, type, name, person: '', account: '', at, receivedAt, seq, properties, context, ...(sentAs && { sentAs }) }
  return foldNamed(fold, kept, { userId, anonymousId, groupId, visitor, page, own })
}

/** Folds in an event that is kept but for whom it is about; the same one is the answer where it says so already. */
export function foldNamed(
  fold: Fold,
  event: StoredEvent,
  { userId, anonymousId, groupId, visitor, page, own }: NamedInEvent,
): StoredEvent | Refusal {
  const { set, moments } = fold
  const id = userId ?? (anonymousId && set.aliases.get(anonymousId)?.[1]) ?? anonymousId ?? ''
  const told = own && isCampaignEvent(own) ? own : undefined
  const isNow = (account: string) => set.merged.get(account) ?? account
  const refusal = told && moments.refusal(told, isNow(groupId ?? set.persons.get(id)?.account ?? id))
  if (refusal) return refusal

  if (visitor !== undefined && adoptVisitor(set, visitor, id)) moments.adopt(visitor, id, isNow(id))
  const person = id === '' ? undefined : touchPerson(set, id, userId !== undefined, event.at)
  const named = groupId ?? person?.account ?? id
  const account = isNow(named)
  const stored = event.person === id && event.account === account ? event : { ...event, person: id, account }
  touchAccount(set, stored, groupId !== undefined)
  if (event.type === 'identify' && person) {
    person.traits = mergeTraits(person.traits, page ? unsignedTraits(fold, person.signed, stored.properties) : stored.properties)
    set.persons.put(person)
  }
  if (event.type === 'group') applyGroup(fold, stored, page)
  if (told) tell(fold, told, stored)
  else if (own?.name === EVENTS.usage) reportUse(fold, own.properties, stored, page)
  else if (event.type === 'track' && !own) {
    countUse(set, fold, stored)
    for (const { id: campaign, where } of fold.armedBy.get(stored.name) ?? []) {
      if (where(stored.properties)) moments.arm({ campaign, account: stored.account, at: stored.at })
    }
  }
  return named === account ? stored : { ...stored, account: named, owner: account }
}

function sentAsOf({ type, userId, groupId, own, page }: IncomingEvent, visitor: string | undefined): SentAs | undefined {
  const outranked = page && (type === 'identify' || type === 'group' || own?.name === EVENTS.usage)
  if (userId === undefined && groupId === undefined && visitor === undefined && !outranked) return undefined
  return {
    ...(userId !== undefined && { user: true }),
    ...(groupId !== undefined && { account: true }),
    ...(outranked && { page: true }),
    ...(visitor !== undefined && { visitor }),
  }
}

/** Hands a campaign's event on; a low score also spares the account for a while. */
function tell({ set, moments }: Fold, told: CampaignEvent, stored: StoredEvent): void {
  moments.add(told, stored)
  if (told.name !== EVENTS.answered || told.properties.score === undefined || told.properties.score > DETRACTOR) return
  const account = set.accounts.get(stored.account)
  const detractorAt = Math.max(stored.at, account?.care.detractorAt ?? 0)
  if (account) set.accounts.put(Object.assign(account, { care: { ...account.care, detractorAt } }))
}
