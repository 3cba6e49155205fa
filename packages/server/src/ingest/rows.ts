/** Rows by their id. */
export interface Table<T> {
  get(id: string): T | undefined
  values(): Iterable<T>
  /** Keeps rows as they were loaded. */
  load(rows: Iterable<T>): void
  /** Keeps a new or changed row; one that was changed in place, too. */
  put(row: T): void
  /** Notes that of a row that is here only the times changed, in place. */
  see(row: T): void
  /** Forgets a row; it will not be written. */
  drop(row: T): void
}

/** Rows that belong to somebody, by owner and a key among what is theirs. */
export interface Rows<T> extends Omit<Table<T>, 'get' | 'values' | 'see'> {
  get(owner: string, key: string): T | undefined
  /** The rows of one owner; dropping and putting rows changes it. */
  of(owner: string): Iterable<T>
  /** The rows of everybody. */
  all(): T[]
}

/** Rows whose id is what `idOf` answers. `changes` hears of what is put and dropped, `seen` of rows of which nothing but the times changed. */
export function createTable<T>(idOf: (row: T) => string, changes?: Set<T>, seen?: Set<T>): Table<T> {
  const rows = new Map<string, T>()
  return {
    get: (id) => rows.get(id),
    values: () => rows.values(),
    load(loaded) {
      for (const row of loaded) rows.set(idOf(row), row)
    },
    put(row) {
      const before = rows.get(idOf(row))
      if (changes) note(changes, before, row)
      if (before !== undefined) seen?.delete(before)
      rows.set(idOf(row), row)
    },
    see(row) {
      if (!changes?.has(row)) seen?.add(row)
    },
    drop(row) {
      rows.delete(idOf(row))
      changes?.delete(row)
      seen?.delete(row)
    },
  }
}

/** Rows whose owner and key are what these answer; both stay what they are for one row. `changes` hears of what is put and dropped. */
export function createRows<T>(ownerOf: (row: T) => string, keyOf: (row: T) => string, changes?: Set<T>): Rows<T> {
  const owned = new Map<string, Map<string, T>>()
  const rowsOf = (owner: string): Map<string, T> => {
    let rows = owned.get(owner)
    if (!rows) owned.set(owner, (rows = new Map()))
    return rows
  }
  return {
    get: (owner, key) => owned.get(owner)?.get(key),
    of: (owner) => owned.get(owner)?.values() ?? [],
    all: () => [...owned.values()].flatMap((rows) => [...rows.values()]),
    load(loaded) {
      for (const row of loaded) rowsOf(ownerOf(row)).set(keyOf(row), row)
    },
    put(row) {
      const rows = rowsOf(ownerOf(row))
      const key = keyOf(row)
      if (changes) note(changes, rows.get(key), row)
      rows.set(key, row)
    },
    drop(row) {
      const owner = ownerOf(row)
      const rows = owned.get(owner)
      rows?.delete(keyOf(row))
      if (rows?.size === 0) owned.delete(owner)
      changes?.delete(row)
    },
  }
}

/** A row takes the place of the one before it. */
function note<T>(changes: Set<T>, before: T | undefined, row: T): void {
  if (before !== undefined && before !== row) changes.delete(before)
  changes.add(row)
}
