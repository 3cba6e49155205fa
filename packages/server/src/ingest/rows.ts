/** Rows by key that remember which of them changed. */
export interface Rows<T> {
  get(key: string): T | undefined
  values(): Iterable<T>
  /** Keeps a row as it was loaded. */
  load(rows: Iterable<T>): void
  /** Keeps a new or changed row. */
  put(row: T): void
  /** Forgets a row; it will not be written. */
  drop(row: T): void
  changed(): T[]
}

/** Rows whose key is what `keyOf` answers. */
export function createRows<T>(keyOf: (row: T) => string): Rows<T> {
  const rows = new Map<string, T>()
  const changes = new Set<string>()
  return {
    get: (key) => rows.get(key),
    values: () => rows.values(),
    load(loaded) {
      for (const row of loaded) rows.set(keyOf(row), row)
    },
    put(row) {
      const key = keyOf(row)
      rows.set(key, row)
      changes.add(key)
    },
    drop(row) {
      const key = keyOf(row)
      rows.delete(key)
      changes.delete(key)
    },
    changed: () => [...rows].flatMap(([key, row]) => (changes.has(key) ? [row] : [])),
  }
}
