import type { z } from 'zod'
import type { wireEvent } from './wire-event.ts'

type WireEvent = z.output<typeof wireEvent>

// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const TEXT = /^[^\u0000-\u001f\u007f\ud800-\udfff]{1,200}$/
const MONTH_AND_DAY = '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)'
const INSTANT = new RegExp(`^\\d{4}-${MONTH_AND_DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$`)

const isText = (value: unknown): boolean => typeof value === 'string' && TEXT.test(value)
// The schema leaves a field that is called `__proto__` out.
const isThings = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__')

/**
 * True for a `track` event of the most common make, which the schema `wireEvent` would take as it is: most events are like that, and
 * asking the schema costs as much as keeping them. Whatever is false here is for the schema to judge. Law: what is true here is what
 * the schema accepts, and it changes nothing about it but for fields that nobody knows.
 */
export function isPlain(raw: unknown): raw is WireEvent {
  if (!isThings(raw)) return false
  const { type, messageId, timestamp, userId, anonymousId, groupId, previousId, event, name, properties, traits, context, seq } =
    raw as Record<string, unknown>
  if (type !== 'track' || !isText(event) || (userId === undefined && anonymousId === undefined)) return false
  if (groupId !== undefined || previousId !== undefined || name !== undefined || traits !== undefined) return false
  if (messageId !== undefined && !isText(messageId)) return false
  if (userId !== undefined && !isText(userId)) return false
  if (anonymousId !== undefined && !isText(anonymousId)) return false
  if (timestamp !== undefined && !(typeof timestamp === 'string' && INSTANT.test(timestamp))) return false
  if (properties !== undefined && !isThings(properties)) return false
  if (seq !== undefined && !(typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0)) return false
  if (context === undefined) return true
  if (!isThings(context)) return false
  const { groupId: account } = context as Record<string, unknown>
  return account === undefined || isText(account)
}
