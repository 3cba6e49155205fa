import { compileCondition } from '@espalier/core'
import type { CustomEvent } from '@espalier/core/schema'
import { customCounter } from '../decisions/custom-counter.ts'
import { moveCounters } from '../ingest/adopt-visitor.ts'
import { count } from '../ingest/use.ts'
import { createChangingRows } from '../ingest/working-set.ts'
import type { Store } from '../store/store.ts'

/** The name under which a custom event is counted until all of the past is; ids have no such sign, and no rule reads it. */
export const stagedCounter = (id: string): string => `${customCounter(id)}~`

/**
 * Counts custom events over a part of the log, after a position and until another, as if they had been there when its events came. Needs
 * a transaction, and the parts one after another; who signs in meanwhile takes along what was counted for the visitor.
 */
export async function countSlice(
  { events, people, merges }: Store,
  customs: readonly CustomEvent[],
  after: number,
  until: number,
): Promise<void> {
  const watched = customs.map(({ id, event, where }) => ({ name: stagedCounter(id), event, where: compileCondition(where) }))
  const slice = await events.readNamed([...new Set(customs.map(({ event }) => event))], after, until)
  const visitors = slice.flatMap(({ sentAs }) => sentAs?.visitor ?? [])
  // Who is still kept under this id was a person all along, and is nobody's visitor.
  const known = visitors.length > 0 ? await people.persons(visitors) : new Map<string, unknown>()
  const persons = new Set([...slice.map(({ person }) => person), ...visitors])
  const merged = await merges.all()
  const accounts = new Set([
    ...slice.map(({ account, owner = account }) => owner),
    ...[...persons].map((id) => merged.get(id) ?? id),
    ...persons,
  ])
  const names = watched.map(({ name }) => name)
  const rows = createChangingRows(merged)
  rows.counters.load(await people.counters('person', persons, names))
  rows.counters.load(await people.counters('account', accounts, names))
  const moved = new Set<string>()
  for (const { type, name, person, account, owner = account, at, properties, sentAs } of slice) {
    const visitor = sentAs?.visitor
    if (visitor !== undefined && visitor !== person && !known.has(visitor)) {
      moveCounters(rows, visitor, person)
      moved.add(visitor)
    }
    if (type !== 'track') continue
    for (const one of watched) {
      if (one.event !== name || !one.where(properties)) continue
      if (person !== '') count(rows, 'person', person, one.name, at)
      count(rows, 'account', owner, one.name, at)
    }
  }
  // All else of theirs went when they signed in.
  await people.removeVisitors(moved)
  await people.save(rows.changes())
}
