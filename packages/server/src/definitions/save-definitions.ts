import type { CustomEvent, Definitions } from '@espalier/core/schema'
import { logChange } from '../changes/log-change.ts'
import { customCounter } from '../decisions/custom-counter.ts'
import type { Store } from '../store/store.ts'
import { backfill } from './backfill.ts'
import { checkRemoved } from './check-removed.ts'

/** Replaces the definitions, and counts new and changed custom events over the past. Throws a 400 when one would go that is in use. */
export function saveDefinitions(store: Store, next: Definitions, author: string, at: number): Promise<void> {
  return store.transaction(async (inner) => {
    const before = await inner.workspace.definitions()
    checkRemoved(before, next, await inner.campaigns.live())
    await logChange(inner, { at, author, kind: 'definitions', subject: '', body: next }, before)
    await inner.workspace.saveDefinitions(next)
    const counted = new Map(before.events.map((one) => [one.id, meaning(one)]))
    for (const { id } of before.events) {
      if (!next.events.some((one) => one.id === id)) await inner.people.removeCounters(customCounter(id))
    }
    await backfill(
      inner,
      next.events.filter((one) => counted.get(one.id) !== meaning(one)),
    )
  })
}

/** What a custom event counts; its name is for people alone. */
function meaning({ event, where }: CustomEvent): string {
  return JSON.stringify([event, where])
}
