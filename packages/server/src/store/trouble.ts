import type { Logger } from 'pino'
import { storageFault, type StorageFault } from './fault.ts'
import type { Store } from './store.ts'

/** How long the same fault is not written to the log again, milliseconds: a log that grows with every request fills a disk, too. */
const QUIET = 60_000

/** What kept the database from working, until it works again. */
export interface Trouble {
  /** Remembers the fault behind an error. Undefined where the error is none of the database's. */
  note(error: unknown): StorageFault | undefined
  /** What still stands of it: tried by a write where something was noted. Rejects with what is none of the database's. */
  standing(): Promise<StorageFault | undefined>
}

/** Trouble with a store. Nothing has to be started again when the cause is gone. */
export function createTrouble(store: Pick<Store, 'probe'>, log: Pick<Logger, 'error' | 'info'>): Trouble {
  let last: StorageFault | undefined
  let logged = -Infinity
  const note = (error: unknown): StorageFault | undefined => {
    const fault = storageFault(error)
    if (!fault) return undefined
    const now = performance.now()
    if (fault !== last || now - logged > QUIET) {
      logged = now
      log.error({ err: error, fault: fault.code }, fault.message)
    }
    return (last = fault)
  }
  return {
    note,
    async standing() {
      if (!last) return undefined
      try {
        await store.probe()
      } catch (error) {
        const fault = note(error)
        if (!fault) throw error
        return fault
      }
      last = undefined
      log.info('the database works again')
      return undefined
    },
  }
}
