import type { Logger } from 'pino'
import { homeQuery, revenueQuery } from '@espalier/core/schema'
import { resultsOf } from '../results/memory.ts'
import type { Store } from '../store/store.ts'
import { homeReport } from './home/home.ts'
import { accountsAt } from './kept/memory.ts'
import { revenueReport } from './revenue/revenue.ts'

/** After a start, milliseconds: what waits to be served comes first. */
const REST = 500
/** How often what is remembered is brought up to date, milliseconds, so that no answer has much to catch up with. */
const EVERY = 60_000

/** Works out what reports remember before anybody asks, in the background and in small parts. */
export interface ReportPreparation {
  begin(): void
  /** Begins nothing new; what is under way ends with the store. */
  stop(): void
}

/** Prepares the reports of a server. */
export function createReportPreparation({ store, clock, log }: { store: Store; clock: () => number; log: Logger }): ReportPreparation {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  async function prepare(): Promise<void> {
    try {
      await resultsOf(store)
      await accountsAt(store, clock())
      await revenueReport(store, revenueQuery.parse({}), clock())
      await homeReport(store, homeQuery.parse({}), clock())
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'reports could not be prepared; they are worked out when somebody asks')
    }
  }
  function after(pause: number): void {
    timer = setTimeout(() => void prepare().then(() => stopped || after(EVERY)), pause)
    timer.unref()
  }
  return {
    begin: () => after(REST),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
