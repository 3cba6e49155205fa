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

/** A lock over all tabs of the origin, by Web Locks; within this tab where the browser has none or refuses. */
export function createLock(name: string): Lock {
  const inTab = createTabLock()
  return (work) =>
    inTab(async () => {
      let entered = false
      const enter = () => {
        entered = true
        return work()
      }
      try {
        // An opaque origin (sandboxed frame) has `navigator.locks` and refuses every request.
        return await navigator.locks.request(name, enter)
      } catch (error) {
        if (entered) throw error
        return work()
      }
    })
}
