import { compileCondition } from '@espalier/core'
import type { CustomEvent, Definitions } from '@espalier/core/schema'
import { customCounter } from '../custom-counter.ts'
import type { Watch } from '../rules.ts'

/**
 * Counters of custom events in a replay. One that is defined later counts what happened before it, too, so every definition that ever
 * was is counted from the beginning; what the definitions of a moment name is picked when it is read.
 */
export interface CustomEvents {
  /** What to count, by the name of the event. */
  readonly counted: ReadonlyMap<string, readonly Watch[]>
  /** The name of a counter as these definitions have it; undefined for one that they do not have. */
  nameOf(counter: string, definitions: Definitions): string | undefined
}

/** `all` are all definitions that ever were, each once. */
export function createCustomEvents(all: readonly CustomEvent[]): CustomEvents {
  const counted = new Map<string, Watch[]>()
  const keys = new Map<string, string>()
  all.forEach((one, index) => {
    const id = `${one.id}~${index}`
    keys.set(definitionOf(one), customCounter(id))
    counted.set(one.event, [...(counted.get(one.event) ?? []), { id, where: compileCondition(one.where) }])
  })
  const names = new WeakMap<Definitions, ReadonlyMap<string | undefined, string>>()
  const namesIn = (definitions: Definitions): ReadonlyMap<string | undefined, string> => {
    let known = names.get(definitions)
    if (!known) {
      known = new Map(definitions.events.map((one) => [keys.get(definitionOf(one)), customCounter(one.id)]))
      names.set(definitions, known)
    }
    return known
  }
  return {
    counted,
    nameOf: (counter, definitions) => (counter.startsWith(CUSTOM) ? namesIn(definitions).get(counter) : counter),
  }
}

const CUSTOM = customCounter('')

const definitionOf = ({ id, event, where }: CustomEvent): string => JSON.stringify([id, event, where])
