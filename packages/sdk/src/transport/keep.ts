import { createMemoryStorage, type Storage } from '../platform/storage.ts'

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

/** What `spare` holds, at most. */
const EARLY = 100

/**
 * Keeps events on `disk`; in memory until they are there, and while it refuses them. Never rejects. A browser takes its time to open a
 * disk for the first time: until it has, what is in memory is written to `spare`, too, so that a page that dies at once loses nothing.
 */
export function keepSafely(disk: Keep, spare: Storage = createMemoryStorage(), name = 'early'): Keep {
  const memory = keepInMemory()
  let open = false
  void memory.put(spare.read<Waiting[]>(name) ?? [])
  const note = async (): Promise<void> => {
    const held = open ? [] : await memory.first(EARLY)
    spare.write(name, held.length > 0 ? held : undefined)
  }
  const save = async (): Promise<void> => {
    const held = await memory.first()
    if (held.length < 1) return
    await disk.put(held)
    await memory.remove(held.map(([id]) => id))
    if (open !== (open = true)) await note()
  }
  return {
    put: async (events) => {
      await memory.put(events)
      if (!open) await note()
      await save().catch(() => undefined)
    },
    first: async (count) => {
      const kept = disk.first(count).catch(() => [])
      const held = await memory.first(count)
      void save().catch(() => undefined)
      return [...new Map([...(await kept), ...held])].sort(byId).slice(0, count)
    },
    remove: async (ids) => {
      const removed = await memory.remove(ids)
      if (!open) await note()
      return [...removed, ...(await disk.remove(ids).catch(() => []))]
    },
    size: async () => (await disk.size().catch(() => 0)) + (await memory.size()),
    close: () => disk.close(),
  }
}

function byId(left: Waiting, right: Waiting): number {
  return left[0] < right[0] ? -1 : 1
}
