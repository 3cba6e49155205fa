/** Small JSON values by name. Never throws: where the browser refuses, values live as long as the page. */
export interface Storage {
  read<T>(name: string): T | undefined
  /** `undefined` removes. */
  write(name: string, value: unknown): void
  /** All names that have a value. */
  names(): string[]
  /** Removes all values. */
  clear(): void
}

const PREFIX = 'espalier:'

/** Values in memory only. */
export function createMemoryStorage(): Storage {
  const values = new Map<string, string>()
  return {
    read: (name) => parse(values.get(name)),
    write: (name, value) => void (value === undefined ? values.delete(name) : values.set(name, JSON.stringify(value))),
    names: () => [...values.keys()],
    clear: () => values.clear(),
  }
}

/**
 * Values in `localStorage` or `sessionStorage`, which `open` gives or refuses by throwing; in memory where the browser refuses, and
 * while the person does (`allowed`).
 */
export function createWebStorage(open: () => globalThis.Storage, allowed: () => boolean): Storage {
  const memory = createMemoryStorage()
  const attempt = <T>(work: (storage: globalThis.Storage) => T): T | undefined => {
    try {
      return work(open())
    } catch {
      return undefined
    }
  }
  const stored = (): string[] => attempt((storage) => Object.keys(storage).filter((name) => name.startsWith(PREFIX))) ?? []
  return {
    read: (name) => memory.read(name) ?? (allowed() ? parse(attempt((storage) => storage.getItem(PREFIX + name))) : undefined),
    write: (name, value) => {
      const key = PREFIX + name
      const text = value !== undefined && allowed() ? JSON.stringify(value) : null
      const written = attempt((storage) => {
        // Reading costs less than writing what is there already.
        if (text !== null && storage.getItem(key) !== text) storage.setItem(key, text)
        return text !== null
      })
      // What was there before must not outlive what there is no room for.
      if (!written) attempt((storage) => storage.getItem(key) === null || storage.removeItem(key))
      memory.write(name, written ? undefined : value)
    },
    names: () => [...memory.names(), ...stored().map((name) => name.slice(PREFIX.length))],
    clear: () => {
      memory.clear()
      for (const name of stored()) attempt((storage) => storage.removeItem(name))
    },
  }
}

function parse<T>(text: string | null | undefined): T | undefined {
  try {
    return text ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined
  }
}
