import { compileCondition } from '@espalier/core'
import type { CustomEvent } from '@espalier/core/schema'
import { customCounter } from '../decisions/custom-counter.ts'
import { moveCounters } from '../ingest/adopt-visitor.ts'
import { count } from '../ingest/use.ts'
import { createChangingRows } from '../ingest/working-set.ts'
import type { Store } from '../store/store.ts'

/** How many events are read at a time. */
const SLICE = 2000

/**
 * Counts custom events over everything that was recorded, as if they had been there from the start, and replaces what was counted under
 * their names. Needs the transaction that saves the definitions, so that no event is counted twice or never.
 */
export async function backfill({ events, people }: Store, customs: readonly CustomEvent[]): Promise<void> {
  if (customs.length === 0) return
  for (const { id } of customs) await people.removeCounters(customCounter(id))
  const watched = customs.map(({ id, event, where }) => ({ name: customCounter(id), event, where: compileCondition(where) }))
  const names = [...new Set(customs.map(({ event }) => event))]
  const rows = createChangingRows()
  for (let after = 0, done = false; !done;) {
    const slice = await events.readNamed(names, after, SLICE)
    const visitors = slice.flatMap(({ sentAs }) => sentAs?.visitor ?? [])
    // Who is still kept under this id was a person all along, and is nobody's visitor.
    const known = visitors.length > 0 ? await people.persons(visitors) : new Map<string, unknown>()
    for (const { type, name, person, account, at, properties, sentAs, position } of slice) {
      after = position
      const visitor = sentAs?.visitor
      if (visitor !== undefined && visitor !== person && !known.has(visitor)) moveCounters(rows, visitor, person)
      if (type !== 'track') continue
      for (const one of watched) {
        if (one.event !== name || !one.where(properties)) continue
        if (person !== '') count(rows, 'person', person, one.name, at)
        count(rows, 'account', account, one.name, at)
      }
    }
    done = slice.length < SLICE
  }
  await people.save(rows.changes())
}
