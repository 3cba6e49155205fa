import { compileCondition } from '@espalier/core'
import type { CustomEvent, Definitions } from '@espalier/core/schema'
import type { OwnedCounter } from '../../store/people.ts'
import { customCounter } from '../custom-counter.ts'
import type { Watch } from '../rules.ts'

/**
 * Counters of custom events in a replay. One that is defined later counts what happened before it, too, so every definition that ever
 * was is counted from the beginning; what the definitions of a moment name is picked when it is read.
 */
export interface CustomEvents {
  /** What to count, by the name of the event. */
  readonly counted: ReadonlyMap<string, readonly Watch[]>
  /** The counters as these definitions name them, without those that they do not have. */
  named(counters: readonly OwnedCounter[], definitions: Definitions): OwnedCounter[]
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
  return {
    counted,
    named(counters, { events }) {
      const names = new Map(events.map((one) => [keys.get(definitionOf(one)), customCounter(one.id)]))
      return counters.flatMap((one) => {
        if (!one.name.startsWith(customCounter(''))) return [one]
        const name = names.get(one.name)
        return name === undefined ? [] : [{ ...one, name }]
      })
    },
  }
}

const definitionOf = ({ id, event, where }: CustomEvent): string => JSON.stringify([id, event, where])
