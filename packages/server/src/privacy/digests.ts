import { createHmac, randomBytes } from 'node:crypto'
import type { PrivacyStore } from '../store/privacy.ts'

const digestOf = (key: string, id: string): string => createHmac('sha256', key).update(id).digest('hex')

/** Remembers that these ids were erased, by hashes that say nothing to whoever has not the workspace's key. Needs a transaction. */
export async function noteErased(privacy: PrivacyStore, ids: readonly string[], at: number): Promise<void> {
  const key = await privacy.makeKey(randomBytes(32).toString('hex'))
  await privacy.noteErased(
    ids.map((id) => digestOf(key, id)),
    at,
  )
}

/** When these ids were erased last, of those that were, where that matters to what happened at `earliest` or later. Epoch milliseconds. */
export async function erasedAmong(
  privacy: PrivacyStore,
  ids: () => Iterable<string>,
  earliest: number,
): Promise<ReadonlyMap<string, number>> {
  // Nearly everything happened after the last erasure: one look, and no hash.
  const last = await privacy.lastErased()
  if (last === undefined || last < earliest) return NOBODY
  const key = await privacy.key()
  if (key === undefined) return NOBODY
  const digests = new Map(Array.from(new Set(ids()), (id) => [digestOf(key, id), id]))
  const erased = await privacy.erased([...digests.keys()])
  return new Map([...erased].flatMap(([digest, at]) => (digests.has(digest) ? [[digests.get(digest) ?? '', at]] : [])))
}

/** When the first of these happened. Epoch milliseconds. */
export function earliestOf(events: readonly { at: number }[]): number {
  return events.reduce((earliest, { at }) => Math.min(earliest, at), Infinity)
}

/** Whether somebody who is named in what happened at `at` was erased since. */
export function erasedSince(erased: ReadonlyMap<string, number>, names: readonly (string | undefined)[], at: number): boolean {
  return erased.size > 0 && names.some((name) => name !== undefined && at <= (erased.get(name) ?? -Infinity))
}

/** What other systems tell, dated, epoch milliseconds, and whom and what it names. */
interface Dated {
  at: number
  names: readonly (string | null | undefined)[]
}

/** Why it is refused. */
export const ERASED_SINCE = 'whoever this names was erased after it happened'

/** Whether each of these names somebody, or what somebody bought, who was erased since it happened. */
export async function namingErased(privacy: PrivacyStore, told: readonly Dated[]): Promise<(one: Dated) => boolean> {
  const erased = await erasedAmong(privacy, () => told.flatMap(({ names }) => names.flatMap((name) => name ?? [])), earliestOf(told))
  return ({ names, at }) =>
    erasedSince(
      erased,
      names.map((name) => name ?? undefined),
      at,
    )
}

const NOBODY: ReadonlyMap<string, number> = new Map()
