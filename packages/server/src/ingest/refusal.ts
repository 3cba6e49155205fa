import type { EventResult } from '@espalier/core'

/**
 * Why an event was refused: `unsigned` and `erased` as its answer says; `too-large`, the event as a whole; `missing`, a field that is
 * needed; `invalid`, a field that holds something else than was expected.
 */
export const REFUSALS = ['unsigned', 'erased', 'too-large', 'missing', 'invalid'] as const

/** Why an event was refused and at which field, in names of our own alone: nothing that its sender wrote. */
export interface Refusal {
  reason: (typeof REFUSALS)[number]
  /** Such as `event` or `properties.campaign`; empty where the event as a whole is meant. */
  field: string
}

const FIELDS: ReadonlySet<string> = new Set([
  ...['type', 'messageId', 'timestamp', 'userId', 'anonymousId', 'groupId', 'previousId', 'event', 'name', 'seq'],
  ...['properties', 'traits', 'context', 'context.groupId'],
  ...['campaign', 'version', 'decision', 'gate', 'how', 'score', 'comment', 'feature', 'used', 'limit', 'resetsAt'].map(
    (name) => `properties.${name}`,
  ),
])

/** The reason that the answer to a refused event gives. `path` is where the event stood in the body, such as `batch[3]`. */
export function refusalOf(raw: unknown, { field, code }: NonNullable<EventResult['error']>, path: string): Refusal {
  const inside = field.startsWith(path) ? field.slice(path.length).replace(/^\./, '') : field
  const known =
    [/^\w+\.\w+(?![\w.[])/, /^\w+/].map((part) => part.exec(inside)?.[0]).find((name) => name !== undefined && FIELDS.has(name)) ?? ''
  if (code !== undefined) return { reason: code, field: known }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { reason: 'invalid', field: '' }
  if (inside === '') return { reason: 'too-large', field: '' }
  return { reason: valueAt(raw, known) == null ? 'missing' : 'invalid', field: known }
}

function valueAt(raw: object, field: string): unknown {
  if (field === '') return raw
  return field.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], raw)
}
