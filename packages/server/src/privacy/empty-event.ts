import { compileCondition, EVENTS, pathsOf, readPath } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import { NOTES } from '../ingest/note-event.ts'
import { OWN_PREFIX } from '../ingest/own-event.ts'
import type { KeptRow } from '../store/privacy.ts'
import { replaceIds } from './replace-ids.ts'

/** Conditions over properties by the name of the event: by them it was counted. */
export type Counted = ReadonlyMap<string, readonly Condition[]>

type Properties = Readonly<Record<string, unknown>>

/** What stays of the context: which visit it was, and what the page knew of its other tabs. */
const CONTEXT = ['visit', 'heard', 'knows']

/** An event of the log as it is emptied, and what is left of it. */
export interface EmptiedEvent {
  properties: unknown
  context: unknown
}

/**
 * An event of somebody who is erased without what it says of them: what happened stays, so that all counts stay, with the values that
 * a rule of the workspace counts by.
 * @param names new names by the ids that are erased
 */
export function emptyEvent(row: KeptRow, names: ReadonlyMap<string, string>, counted: Counted): EmptiedEvent {
  const { type, name, person_id: person, account_id: account } = row
  const properties = replaceIds(row['properties'], names) as Properties
  const isOf = (id: unknown) => typeof id === 'string' && names.has(id)
  // Somebody else in the same account named the person.
  if (!isOf(person) && !isOf(account)) return { properties, context: row['context'] }
  const context = only(row['context'] as Properties, CONTEXT)
  // Somebody who stays did it in an account that goes: what they are called is theirs.
  if (!isOf(person) && (type === 'identify' || type === 'alias')) return { properties, context }
  if (type === 'group') return { properties: isOf(account) ? only(properties, ['plan']) : properties, context }
  if (type !== 'track') return { properties: {}, context }
  return { properties: ofTrack(String(name), properties, { person: isOf(person), account: isOf(account) }, counted), context }
}

/** `gone`: which of the two that an event names is erased. */
function ofTrack(name: string, properties: Properties, gone: { person: boolean; account: boolean }, counted: Counted): Properties {
  if (!name.startsWith(OWN_PREFIX)) return countedIn(properties, counted.get(name) ?? [])
  if (name === EVENTS.answered) return without(properties, 'comment')
  if (name === EVENTS.account && gone.account) return { ...properties, ...('traits' in properties && { traits: {} }) }
  if (name !== NOTES.signed) return properties
  const { traits, accountTraits } = properties
  return {
    ...properties,
    ...(traits !== undefined && gone.person && { traits: nulls(traits) }),
    ...(accountTraits !== undefined && gone.account && { accountTraits: nulls(accountTraits) }),
  }
}

/**
 * What rules count by: numbers and truth values, and texts that a rule names itself. Where that is not enough for a rule to say what it
 * said, all that it reads.
 */
function countedIn(properties: Properties, rules: readonly Condition[]): Properties {
  const kept: Record<string, unknown> = {}
  const keep = (rule: Condition, may: (value: unknown) => boolean) => {
    for (const path of pathsOf(rule)) {
      const value = readPath(properties, path)
      if (value !== null && value !== undefined && may(value)) put(kept, path.split('.'), value)
    }
  }
  for (const rule of rules) {
    const named = textsIn(rule)
    keep(rule, (value) => typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && named.has(value)))
  }
  for (const rule of rules) {
    const holds = compileCondition(rule)
    if (holds(kept) !== holds(properties)) keep(rule, () => true)
  }
  return kept
}

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner = into[key]
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
  into[key] = next
  put(next, rest, value)
}

function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value)
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) textsIn(one, found)
  return found
}

const only = (value: Properties, keys: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)))

const without = (value: Properties, key: string): Properties => Object.fromEntries(Object.entries(value).filter(([one]) => one !== key))

/** Names without their values: which traits were signed is remembered by name. */
const nulls = (traits: unknown): Properties => Object.fromEntries(Object.keys(traits as Properties).map((name) => [name, null]))
