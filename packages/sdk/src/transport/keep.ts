import type { Storage } from '../platform/storage.ts'

/** An event that waits: its id (UUIDv7) and its JSON text. */
export type Waiting = readonly [id: string, json: string]

/** Where events wait until the server has them, in the order of their ids. */
export interface Keep {
  put(events: readonly Waiting[]): Promise<void>
  /** The oldest events, at most `count`; without it all. */
  first(count?: number): Promise<Waiting[]>
  /** Answers those that were there. */
  remove(ids: readonly string[]): Promise<string[]>
  size(): Promise<number>
  close(): void
}

/** Keeps events as long as the page lives. */
export function keepInMemory(): Keep {
  const events = new Map<string, string>()
  return {
    put: async (added) => added.forEach(([id, json]) => events.set(id, json)),
    first: async (count) => [...events].sort(byId).slice(0, count),
    remove: async (ids) => ids.filter((id) => events.delete(id)),
    size: async () => events.size,
    close: () => undefined,
  }
}

/** What `spare` holds of this page, at most. */
const EARLY = 100

/**
 * Keeps events on `disk`; in memory until they are there, and while it refuses them. Never rejects. A browser takes its time to open a
 * disk for the first time: until it has, what is in memory is written to `spare`, too, so that a page that dies at once loses nothing.
 * There it is called `own`; whatever else begins with `name` was left by other pages, and is taken over. `<name>disk` is there while
 * the disk may hold something.
 */
export function keepSafely(disk: Keep, spare: Storage, name: string, own: string): Keep {
  const memory = keepInMemory()
  const mark = `${name}disk`
  let open = false
  let closed = false
  const note = async (): Promise<void> => {
    const held = open ? [] : await memory.first(EARLY)
    spare.write(own, held.length > 0 ? held : undefined)
  }
  const save = async (): Promise<void> => {
    const held = await memory.first()
    if (held.length < 1) return
    const before = open
    if (!spare.read(mark)) spare.write(mark, 1)
    open = await disk.put(held).then(
      () => true,
      () => false,
    )
    if (open) await memory.remove(held.map(([id]) => id))
    if (!open || !before) await note()
  }
  const adopt = async (): Promise<void> => {
    for (const other of spare.names()) {
      const found = other.startsWith(name) && other !== own && spare.read<Waiting[]>(other)
      if (closed || !Array.isArray(found)) continue
      await memory.put(found)
      await save()
      // Its page may be alive and have written more.
      if (JSON.stringify(spare.read(other)) === JSON.stringify(found)) spare.write(other, undefined)
    }
  }
  return {
    put: async (events) => {
      await memory.put(events)
      if (!open) await note()
      await save()
    },
    first: async (count) => {
      await adopt()
      // What moves to the disk meanwhile is seen in memory.
      const held = await memory.first(count)
      const kept = await disk.first(count).catch(() => undefined)
      if (kept?.length === 0 && held.length === 0) spare.write(mark, undefined)
      void save()
      return [...new Map([...(kept ?? []), ...held])].sort(byId).slice(0, count)
    },
    remove: async (ids) => {
      const removed = await memory.remove(ids)
      if (!open) await note()
      return [...removed, ...(await disk.remove(ids).catch(() => []))]
    },
    size: async () => (await disk.size().catch(() => 0)) + (await memory.size()),
    close: () => {
      closed = true
      disk.close()
    },
  }
}

function byId(left: Waiting, right: Waiting): number {
  return left[0] < right[0] ? -1 : 1
}
