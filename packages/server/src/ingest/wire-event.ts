import { hostId, instant } from '@espalier/core/schema'
import { z } from 'zod'

/** An id that both databases keep exactly as it is. */
const id = hostId.refine((text) => text.isWellFormed(), 'expected text without broken surrogate pairs')
const name = id.max(200)
const things = z.record(z.string(), z.unknown())

const fields = z.object({
  type: z.enum(['track', 'identify', 'group', 'page', 'screen', 'alias']),
  messageId: id.nullish(),
  timestamp: instant.nullish(),
  userId: id.nullish(),
  anonymousId: id.nullish(),
  groupId: id.nullish(),
  previousId: id.nullish(),
  event: name.nullish(),
  name: name.or(z.literal('')).nullish(),
  properties: things.nullish(),
  traits: things.nullish(),
  context: z.looseObject({ groupId: id.nullish() }).nullish(),
  seq: z.int().min(0).nullish(),
})

/**
 * One event as page and server libraries send it, `null` for what is missing. Fields that nobody here knows are left out,
 * so that newer senders stay welcome.
 */
export const wireEvent = fields.superRefine((event, context) => {
  const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (!event.userId && !event.anonymousId) missing('userId', 'expected userId or anonymousId')
  if (event.type === 'track' && !event.event) missing('event', 'expected the name of the event')
  if (event.type === 'group' && !event.groupId) missing('groupId', 'expected the id of the account')
  if (event.type === 'alias' && !event.previousId) missing('previousId', 'expected the id that was used before')
  if (event.type === 'alias' && !event.userId) missing('userId', 'expected the id that is used from now on')
})

/** The body of the routes for one event as the reference describes it: the route says the type. */
export const singleEvent = fields
  .omit({ type: true })
  .extend({ sentAt: instant.nullish(), writeKey: z.string().nullish(), token: z.unknown().optional() })

/** Each event is answered on its own, so a body of nothing but commas would become an answer many times its size. */
const MOST = 2500

/** What surrounds the events of a batch. The events are checked one by one, so that one bad event does not lose the others. */
export const envelope = z.object({
  batch: z.array(z.unknown()).max(MOST, `expected at most ${MOST} events`),
  sentAt: instant.nullish(),
  writeKey: z.string().max(200).nullish(),
  /** A JWT of the host's server. One that is no use loses nobody the envelope: it proves nothing. */
  token: z.unknown().optional().describe('A JWT of your server that says who the events are about'),
})

/** The same as the reference describes it. */
export const describedBatch = envelope.extend({ batch: z.array(fields).max(MOST) })

/** What became of each event, in order. */
export const batchAnswer = z.object({
  results: z.array(
    z.object({
      messageId: z.string(),
      status: z.enum(['accepted', 'duplicate', 'rejected']),
      error: z.object({ field: z.string(), message: z.string(), code: z.enum(['unsigned', 'erased']).optional() }).optional(),
    }),
  ),
})
