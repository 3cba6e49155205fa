import type { CustomEvent, Definitions } from '@espalier/core/schema'
import { customCounter } from '../decisions/custom-counter.ts'
import type { Store } from '../store/store.ts'
import { checkRemoved } from './check-removed.ts'
import { advance, enforce, SLICE } from './count-on.ts'
import { stagedCounter } from './count-slice.ts'

/** Throws where what would be replaced, `now`, is not what it is expected to be; `author`: who saved it, while it is being counted. */
type Expect = (inner: Store, now: Definitions, author: string | undefined) => Promise<void>

/**
 * Replaces the definitions. New and changed custom events are counted over the past first: a short past at once, a longer one by
 * `countOn`, slice by slice, and they are in force when that is done. Answers true where something is left to count. Throws a 400 when one
 * would go that is in use.
 */
export function saveDefinitions(
  store: Store,
  next: Definitions,
  author: string,
  at: number,
  { slice = SLICE, expect }: { slice?: number; expect?: Expect } = {},
): Promise<boolean> {
  return store.transaction(async (inner) => {
    const { workspace, people, campaigns } = inner
    const before = await workspace.definitions()
    const counting = await workspace.counting()
    await expect?.(inner, counting?.wanted ?? before, counting?.author)
    checkRemoved(counting?.wanted ?? before, next, await campaigns.live())
    const counted = meanings(before)
    const wanted = meanings(counting?.wanted)
    const going = counting?.events.filter(({ id }) => next.events.some((one) => one.id === id && wanted.get(id) === meaning(one))) ?? []
    const events = next.events.flatMap((one) =>
      counted.get(one.id) === meaning(one) ? [] : (going.find(({ id }) => id === one.id) ?? { id: one.id, after: 0 }),
    )
    for (const { id } of counting?.events ?? []) {
      if (!events.some((one) => one.id === id && one.after > 0)) await people.removeCounters(stagedCounter(id))
    }
    for (const { id } of before.events) {
      if (!next.events.some((one) => one.id === id)) await people.removeCounters(customCounter(id))
    }
    const left = events.length > 0 ? await advance(inner, { wanted: next, author, events }, slice) : undefined
    await workspace.saveCounting(left)
    await enforce(inner, { wanted: next, author }, left, at)
    return left !== undefined
  })
}

function meanings(definitions: Definitions | undefined): Map<string, string> {
  return new Map(definitions?.events.map((one) => [one.id, meaning(one)]))
}

/** What a custom event counts; its name is for people alone. */
function meaning({ event, where }: CustomEvent): string {
  return JSON.stringify([event, where])
}
