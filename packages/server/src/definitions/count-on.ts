import type { Definitions } from '@espalier/core/schema'
import { logChange } from '../changes/log-change.ts'
import { customCounter } from '../decisions/custom-counter.ts'
import type { Store } from '../store/store.ts'
import type { Counting } from '../store/workspace.ts'
import { countSlice, stagedCounter } from './count-slice.ts'
import { inForce } from './in-force.ts'

/** Events of the log that one transaction looks at: few enough that who wants to write waits for some tens of milliseconds. */
export const SLICE = 5000

/**
 * Counts what is furthest behind over the next slice of the log. What has reached its end is in force from this transaction on: the next
 * event is counted as it comes. Answers what is still to be counted; undefined where nothing is. Needs a transaction.
 */
export async function countOn(store: Store, at: number, slice: number = SLICE): Promise<Counting | undefined> {
  const counting = await store.workspace.counting()
  if (!counting) return undefined
  const left = await advance(store, counting, slice)
  await store.workspace.saveCounting(left)
  const waits = left?.events.length ?? 0
  if (waits < counting.events.length) await enforce(store, counting, left, at)
  return left
}

/** Counts on by one slice. Answers what is left of it. */
export async function advance(store: Store, counting: Counting, slice: number): Promise<Counting | undefined> {
  const { wanted, events } = counting
  const after = Math.min(...events.map((one) => one.after))
  const group = new Set(events.flatMap((one) => (one.after === after ? one.id : [])))
  const last = await store.events.last()
  const until = Math.min(after + slice, last)
  await countSlice(
    store,
    wanted.events.filter(({ id }) => group.has(id)),
    after,
    until,
  )
  if (until < last) return { ...counting, events: events.map((one) => (group.has(one.id) ? { ...one, after: until } : one)) }
  for (const id of group) await store.people.renameCounters(stagedCounter(id), customCounter(id))
  const left = events.filter(({ id }) => !group.has(id))
  return left.length > 0 ? { ...counting, events: left } : undefined
}

/** Puts in force whatever nothing is counted for any more, and writes it down. */
export async function enforce(
  store: Store,
  { wanted, author }: Omit<Counting, 'events'>,
  left: Counting | undefined,
  at: number,
): Promise<void> {
  const before = await store.workspace.definitions()
  const next: Definitions = inForce(wanted, before, new Set(left?.events.map(({ id }) => id)))
  await logChange(store, { at, author, kind: 'definitions', subject: '', body: next }, before)
  await store.workspace.saveDefinitions(next)
}
