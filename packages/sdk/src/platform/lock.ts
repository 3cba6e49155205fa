/** Runs `work` while nobody else holds the lock. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>

/** A lock within this tab. */
export function createTabLock(): Lock {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** A lock over all tabs of the origin, by Web Locks; within this tab where the browser has none or refuses. Work that fails is done once more. */
export function createLock(name: string): Lock {
  const inTab = createTabLock()
  return (work) =>
    inTab(async () => {
      try {
        // An opaque origin (sandboxed frame) has `navigator.locks` and refuses every request.
        return await navigator.locks.request(name, work)
      } catch {
        return work()
      }
    })
}
