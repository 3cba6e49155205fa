import { quietly } from './quiet.ts'

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
    read: <T>(name: string) => {
      const text = values.get(name)
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    write: (name, value) => void (value === undefined ? values.delete(name) : values.set(name, JSON.stringify(value))),
    names: () => [...values.keys()],
    clear: () => values.clear(),
  }
}

/**
 * Values in `localStorage` or `sessionStorage`, which `open` gives, or refuses by throwing or by giving nothing; in memory where it is
 * refused, and while the person refuses (`allowed`).
 */
export function createWebStorage(open: () => globalThis.Storage | undefined, allowed: () => boolean): Storage {
  const memory = new Map<string, string>()
  const attempt = <T>(work: (storage: globalThis.Storage) => T): T | undefined =>
    quietly(() => {
      const storage = open()
      return storage && work(storage)
    })
  const stored = (): string[] => attempt((storage) => Object.keys(storage).filter((name) => name.startsWith(PREFIX))) ?? []
  return {
    read: <T>(name: string) => {
      const text = memory.get(name) ?? (allowed() && attempt((storage) => storage.getItem(PREFIX + name)))
      return text ? quietly(() => JSON.parse(text) as T) : undefined
    },
    write: (name, value) => {
      const key = PREFIX + name
      const text = JSON.stringify(value) as string | undefined
      const written =
        text &&
        allowed() &&
        attempt((storage) => {
          // Reading costs less than writing what is there already.
          if (storage.getItem(key) !== text) storage.setItem(key, text)
          return true
        })
      // What was there before must not outlive what there is no room for.
      if (!written) attempt((storage) => storage.removeItem(key))
      if (text && !written) memory.set(name, text)
      else memory.delete(name)
    },
    names: () => [...memory.keys(), ...stored().map((name) => name.slice(PREFIX.length))],
    clear: () => {
      memory.clear()
      for (const name of stored()) attempt((storage) => storage.removeItem(name))
    },
  }
}
