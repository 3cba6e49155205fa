import type { Logger } from 'pino'
import { others } from '../others.ts'
import type { Store } from '../store/store.ts'
import { rebuildLedger } from './rebuild-ledger.ts'

/** Books what counts no longer because a time that was paid for is over. */
export interface DueWatch {
  /** Looks once; answers the accounts that it booked something of. */
  look(): Promise<string[]>
  /** Looks every so often, until `settled`. */
  every(ms: number): void
  /** When the last look is over; nothing begins any more. */
  settled(): Promise<void>
}

/** What the watch needs. `booked` is told when it booked something. */
interface Watched {
  store: Store
  clock: () => number
  log: Logger
  booked: () => void
}

/** The watch over a store. */
export function createDueWatch({ store, clock, log, booked }: Watched): DueWatch {
  let running: Promise<unknown> = Promise.resolve()
  let schedule: NodeJS.Timeout | undefined
  const lookOnce = async (): Promise<string[]> => {
    const accounts = await store.billing.accountsDue(clock())
    for (const account of accounts) {
      await others()
      await store.transaction((inner) => rebuildLedger(inner, account, clock()))
    }
    if (accounts.length > 0) booked()
    return accounts
  }
  const look = (): Promise<string[]> => {
    const found = running.then(lookOnce)
    running = found.catch(() => undefined)
    return found
  }
  return {
    look,
    every(ms) {
      const run = () => void look().catch((error: unknown) => log.error({ err: error }, 'what is due could not be booked'))
      run()
      schedule = setInterval(run, ms)
      schedule.unref()
    },
    async settled() {
      clearInterval(schedule)
      await running
    },
  }
}
