/** Rows by key that remember which of them changed. */
export interface Rows<T> {
  get(key: string): T | undefined
  values(): Iterable<T>
  /** The rows of one owner. */
  of(owner: string): readonly T[]
  /** Keeps a row as it was loaded. */
  load(rows: Iterable<T>): void
  /** Keeps a new or changed row. */
  put(row: T): void
  /** Forgets a row; it will not be written. */
  drop(row: T): void
  changed(): T[]
}

/** Rows whose key is what `keyOf` answers, and which belong to what `ownerOf` answers; both stay what they are for one row. */
export function createRows<T>(keyOf: (row: T) => string, ownerOf: (row: T) => string): Rows<T> {
  const rows = new Map<string, T>()
  const owned = new Map<string, Set<string>>()
  const changes = new Set<string>()
  const keep = (key: string, row: T) => {
    if (!rows.has(key)) {
      const owner = ownerOf(row)
      const keys = owned.get(owner)
      if (keys) keys.add(key)
      else owned.set(owner, new Set([key]))
    }
    rows.set(key, row)
  }
  return {
    get: (key) => rows.get(key),
    values: () => rows.values(),
    of: (owner) =>
      [...(owned.get(owner) ?? [])].flatMap((key) => {
        const row = rows.get(key)
        return row === undefined ? [] : [row]
      }),
    load(loaded) {
      for (const row of loaded) keep(keyOf(row), row)
    },
    put(row) {
      const key = keyOf(row)
      keep(key, row)
      changes.add(key)
    },
    drop(row) {
      const key = keyOf(row)
      rows.delete(key)
      owned.get(ownerOf(row))?.delete(key)
      changes.delete(key)
    },
    changed: () => [...rows].flatMap(([key, row]) => (changes.has(key) ? [row] : [])),
  }
}
