/** Calls `work`; what goes wrong in it is our trouble, never the page's. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
