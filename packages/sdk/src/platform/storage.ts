/** Small JSON values by name. Never throws: where the browser refuses, values live as long as the page. */
export interface Storage {
  read<T>(name: string): T | undefined
  /** `undefined` removes. */
  write(name: string, value: unknown): void
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
  return {
    read: (name) => memory.read(name) ?? (allowed() ? parse(attempt((storage) => storage.getItem(PREFIX + name))) : undefined),
    write: (name, value) => {
      const stored = attempt((storage) => {
        storage.removeItem(PREFIX + name)
        if (value === undefined) return true
        if (!allowed()) return false
        storage.setItem(PREFIX + name, JSON.stringify(value))
        return true
      })
      memory.write(name, stored ? undefined : value)
    },
    clear: () => {
      memory.clear()
      attempt((storage) => {
        for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name)
      })
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
