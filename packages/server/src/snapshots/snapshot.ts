import { randomUUID } from 'node:crypto'
import { VERSION } from '../http/version.ts'
import { others } from '../others.ts'
import type { SnapshotHead } from '../store/snapshots.ts'
import type { Store } from '../store/store.ts'

/** What is kept by other code is thrown away. The number grows with every change of what is remembered, or of how it is worked out. */
const EDITION = `${VERSION}/11`
/** Parts that are read between two turns of everything else. */
const PAGE = 8

/** Under which name something is kept, and what `privacy.era` said before anything of it was read. */
export interface KeptUnder {
  readonly kind: string
  readonly era: string
}

/** Something that a server remembers, in parts that can be kept one by one. */
export interface Remembered {
  /** What `privacy.era` said before anything of it was read: whoever was erased since may stand in it. */
  readonly era: string
  /** What it was read from; undefined where it was worked out anew. */
  readonly from: SnapshotHead | undefined
  /** Numbers of the parts that changed since they were last kept. */
  readonly changed: Set<number>
  /** How many parts there are. */
  readonly parts: number
  /** What all parts hold by now, beside themselves; undefined before they are whole. */
  told(): unknown
  /** One part as bytes; what is packed may be newer than what was told, never older. */
  pack(part: number): Uint8Array
}

interface Writing {
  writer: string
  /** Undefined before the first part is kept. */
  told: string | undefined
  /** Somebody else has taken over. */
  over: boolean
}

const writings = new WeakMap<Remembered, Writing>()

/**
 * Keeps what changed of something since it was last kept, a part a transaction, then says that all of it is there. Of several servers of
 * one database the last one that begins does it; what is older than an erasure or a merge is kept by nobody. Calls for the same thing
 * must wait for each other. `rest` comes after each part.
 */
export async function saveSnapshot(store: Store, kind: string, remembered: Remembered, rest: () => Promise<void>): Promise<void> {
  const writing = writings.get(remembered) ?? { writer: randomUUID(), told: undefined, over: false }
  writings.set(remembered, writing)
  const what = remembered.told()
  if (what === undefined || writing.over) return
  // What is told is taken before any part: a part that is packed later holds at least as much.
  const told = tellOf(what)
  const { changed } = remembered
  const { writer } = writing
  if (writing.told === undefined) {
    const stays = await quietly(store, async ({ privacy, snapshots }) =>
      (await privacy.era()) === remembered.era ? snapshots.take(kind, writer, remembered.from) : undefined,
    )
    writing.over = stays === undefined
    if (writing.over) return
    if (!stays) for (let part = 0; part < remembered.parts; part++) changed.add(part)
    writing.told = stays ? remembered.from?.told : ''
  }
  for (const part of [...changed].toSorted((one, other) => one - other)) {
    changed.delete(part)
    const body = remembered.pack(part)
    try {
      writing.over = !(await quietly(store, ({ snapshots }) => snapshots.put(kind, writer, [{ part, body }])))
    } catch (error) {
      changed.add(part)
      throw error
    }
    if (writing.over) return
    await rest()
  }
  if (writing.told === told) return
  writing.over = !(await quietly(store, ({ snapshots }) => snapshots.tell(kind, writer, told)))
  writing.told = told
}

/**
 * Reads what was kept, as long as it fits: `begin` is given what was told and says whether it does, `unpack` each part. Answers what was
 * read; undefined where nothing fits, or somebody took over meanwhile. What was unpacked is worth nothing then.
 */
export async function readSnapshot(
  { snapshots }: Store,
  kind: string,
  begin: (what: unknown) => boolean,
  unpack: (body: Uint8Array) => void,
): Promise<SnapshotHead | undefined> {
  const head = await snapshots.head(kind)
  const what = toldIn(head)
  if (!head || what === undefined || !begin(what)) return undefined
  for (let after = -1; ;) {
    const page = await snapshots.parts(kind, after, PAGE)
    for (const { body } of page) unpack(body)
    if (page.length < PAGE) break
    after = page.at(-1)?.part ?? after
    await others()
  }
  return (await snapshots.head(kind))?.writer === head.writer ? head : undefined
}

/** What the parts hold, as it is told at their head, with the edition of the code. */
export function tellOf(what: unknown): string {
  return JSON.stringify({ edition: EDITION, what })
}

/** What a head tells; undefined where it tells nothing, or what other code told. */
export function toldIn(head: SnapshotHead | undefined): unknown {
  if (head?.told === undefined) return undefined
  const { edition, what } = JSON.parse(head.told) as { edition: string; what: unknown }
  return edition === EDITION ? what : undefined
}

/** Writes what is remembered. Nobody waits for the disk: what a power cut takes is worked out again. */
export function quietly<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  return store.transaction(work, { flush: 'later' })
}
