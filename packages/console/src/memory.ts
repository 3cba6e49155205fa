/** What this browser remembers under `key`; undefined where storage is empty or blocked. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Remembers `value` in this browser, where it lets us; undefined forgets. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Blocked storage only costs the memory of a preference.
  }
}
