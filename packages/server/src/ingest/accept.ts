import type { EventResult } from '@espalier/core'
import { checkJson } from '../http/check-json.ts'
import { fieldIssues } from '../http/errors.ts'
import type { StoredEvent } from '../store/events.ts'
import { ERASED } from '../store/privacy.ts'
import { eventTime } from './clock.ts'
import { createMessageId } from './message-id.ts'
import { OWN_PREFIX, parseOwnEvent, type OwnEvent } from './own-event.ts'
import { isPlain } from './plain-event.ts'
import { wireEvent } from './wire-event.ts'

/** The largest event, in bytes of JSON. */
const MAX_EVENT = 32 * 1024

/** An event that is well formed. Who it belongs to is found out when it is applied. */
export interface IncomingEvent extends Omit<StoredEvent, 'person' | 'account'> {
  userId?: string
  anonymousId?: string
  /** The account it names: of a group event, else of its context. */
  groupId?: string
  /** With `alias`: the id that was used before. */
  previousId?: string
  /** Set for the events that Espalier itself records. */
  own?: OwnEvent
  /** A browser sent it, with a public key: what the host's server signed outranks it. */
  page?: true
}

/** Where an event came from. */
export interface EventOrigin {
  /** Path of the event in the body, for example `batch[3]`; empty for the body itself. */
  path: string
  /** Epoch milliseconds. */
  sentAt?: number | undefined
  receivedAt: number
  /** Size of the whole body that it came in; where nobody knows, the event itself is measured. */
  bytes?: number | undefined
}

/** Checks one event on its own. A refusal names the field and what was expected. */
export function acceptEvent(raw: unknown, origin: EventOrigin): { event: IncomingEvent } | { rejected: EventResult } {
  const { path, receivedAt } = origin
  const reject = (field: string, message: string) => ({
    rejected: { messageId: idOf(raw), status: 'rejected' as const, error: { field, message } },
  })
  const inside = (field: string) => (path && field ? `${path}.${field}` : path || field)

  const problem = checkJson(raw, path)
  if (problem) return reject(problem.field, problem.message)
  if ((origin.bytes ?? Infinity) > MAX_EVENT) {
    const size = Buffer.byteLength(JSON.stringify(raw))
    if (size > MAX_EVENT) return reject(path, `larger than ${MAX_EVENT} bytes (${size})`)
  }
  const parsed = isPlain(raw) ? ({ success: true, data: raw } as const) : wireEvent.safeParse(raw)
  if (!parsed.success) {
    const [issue] = fieldIssues(parsed.error)
    return reject(inside(issue?.field ?? ''), issue?.message ?? 'not a valid event')
  }

  const { type, messageId, timestamp, userId, anonymousId, previousId, event, name, properties, traits, context, seq } = parsed.data
  const { groupId: contextGroup, ...kept } = context ?? {}
  const groupId = type === 'group' ? parsed.data.groupId : contextGroup
  const incoming: IncomingEvent = {
    id: messageId ?? createMessageId(receivedAt),
    type,
    name: (type === 'track' ? event : name) ?? '',
    at: eventTime({ timestamp: toTime(timestamp), sentAt: origin.sentAt, receivedAt }),
    receivedAt,
    seq: seq ?? 0,
    properties: ((type === 'identify' || type === 'group' ? traits : properties) ?? {}) as StoredEvent['properties'],
    context: kept as StoredEvent['context'],
  }
  const taken =
    (isTaken(userId) && 'userId') ||
    (isTaken(anonymousId) && 'anonymousId') ||
    (isTaken(previousId) && 'previousId') ||
    (isTaken(groupId) && (type === 'group' ? 'groupId' : 'context.groupId'))
  if (taken) return reject(inside(taken), `ids that start with "${ERASED}" stand for people who were erased`)
  if (userId) incoming.userId = userId
  if (anonymousId) incoming.anonymousId = anonymousId
  if (groupId) incoming.groupId = groupId
  if (previousId) incoming.previousId = previousId
  if (type !== 'track' || !incoming.name.startsWith(OWN_PREFIX)) return { event: incoming }

  const own = parseOwnEvent(incoming.name, properties ?? {})
  if (!own)
    return reject(inside('event'), `"${incoming.name}" is not an event of Espalier; other events may not start with "${OWN_PREFIX}"`)
  if (own.success) return { event: { ...incoming, own: own.data } }
  const [issue] = fieldIssues(own.error)
  return reject(inside(issue?.field ? `properties.${issue.field}` : 'properties'), issue?.message ?? 'not valid')
}

/** Nobody may come back as somebody who was erased. */
const isTaken = (id: string | null | undefined): boolean => id?.startsWith(ERASED) === true

function toTime(text: string | null | undefined): number | undefined {
  return text ? Date.parse(text) : undefined
}

function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'messageId' in raw ? raw.messageId : undefined
  return typeof id === 'string' ? id.slice(0, 256) : ''
}
