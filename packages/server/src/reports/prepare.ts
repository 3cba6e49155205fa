import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { homeQuery, revenueQuery } from '@espalier/core/schema'
import { rememberedResults, RESULTS, resultsOf } from '../results/memory.ts'
import { others } from '../others.ts'
import { saveSnapshot } from '../snapshots/snapshot.ts'
import type { Store } from '../store/store.ts'
import { followTracks } from './funnel/kept/follow.ts'
import { homeReport } from './home/home.ts'
import { ANSWERS, rememberedAnswers } from './kept/answers.ts'
import { ACCOUNTS, accountsAt, rememberedAccounts } from './kept/memory.ts'
import { revenueReport } from './revenue/revenue.ts'

/** After a start, milliseconds: what waits to be served comes first. */
const REST = 500
/** How often what is remembered is brought up to date, milliseconds, so that no answer has much to catch up with. */
const EVERY = 60_000
/** After so many times it is kept for the next start: what changes all the time is not written all the time. */
const SAVED = 10
/** How long a stop may take for it, milliseconds. What is not kept by then is worked out again. */
const PATIENCE = 3000

/** Works out what reports remember before anybody asks, in the background and in small parts, and keeps it for the next start. */
export interface ReportPreparation {
  /** `prepared` is called once, when that is done for the first time. */
  begin(prepared?: () => void): void
  /** Begins nothing new; what is under way ends with the store. */
  stop(): void
  /** Keeps what is remembered by now. */
  settled(): Promise<void>
}

/** After each part that is kept while others are served, milliseconds: a part takes several of them. */
const BREATH = 25

/** Keeps what reports remember by now for the next start. Calls for one store must wait for each other. `rest` comes after each part. */
export async function saveReports(store: Store, rest: () => Promise<void> = others): Promise<void> {
  const all = [
    [RESULTS, rememberedResults(store)],
    [ACCOUNTS, rememberedAccounts(store)],
    [ANSWERS, rememberedAnswers(store)],
  ] as const
  for (const [kind, remembered] of all) if (remembered) await saveSnapshot(store, kind, remembered, rest)
}

/** Prepares the reports of a server. */
export function createReportPreparation({ store, clock, log }: { store: Store; clock: () => number; log: Logger }): ReportPreparation {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let times = 0
  let saving = Promise.resolve()
  async function prepare(): Promise<void> {
    try {
      await resultsOf(store)
      await accountsAt(store, clock())
      await revenueReport(store, revenueQuery.parse({}), clock())
      await homeReport(store, homeQuery.parse({}), clock())
      if (!stopped && times++ % SAVED === 0) await save()
      if (!stopped) await followTracks(store)
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'reports could not be prepared; they are worked out when somebody asks')
    }
  }
  /** Who stops has no time to lose. */
  const rest = (): Promise<void> => (stopped ? others() : pause(BREATH))
  function save(): Promise<void> {
    saving = saving
      .then(() => saveReports(store, rest))
      .catch((error: unknown) => log.warn({ err: error }, 'what reports remember could not be kept; the next start works it out again'))
    return saving
  }
  function after(rest: number, prepared?: () => void): void {
    const again = () => {
      if (stopped) return
      prepared?.()
      after(EVERY)
    }
    timer = setTimeout(() => void prepare().then(again), rest)
    timer.unref()
  }
  return {
    begin: (prepared) => after(REST, prepared),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
    settled: () => Promise.race([save(), pause(PATIENCE, undefined, { ref: false })]),
  }
}
