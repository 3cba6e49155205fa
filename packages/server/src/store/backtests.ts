/** How far a backtest is. One that waits for its turn is `running` with no progress. */
export type BacktestStatus = 'running' | 'done' | 'cancelled' | 'failed'

/** A draft that is, or was, replayed over the past. Times are epoch milliseconds. */
export interface BacktestRecord {
  id: string
  campaign: string
  createdAt: number
  finishedAt?: number
  status: BacktestStatus
  /** 0 to 1. */
  progress: number
  /** What was asked for, as JSON. */
  request: string
  /** What came of it, as JSON; with `failed`, why. */
  result?: string
}

/** Jobs of replaying drafts, and what came of them. */
export interface BacktestStore {
  /** Keeps a new one, `running`. */
  add(backtest: Pick<BacktestRecord, 'id' | 'campaign' | 'createdAt' | 'request'>): Promise<void>
  find(id: string): Promise<BacktestRecord | undefined>
  /** Newest first, without their results; of one campaign where it is given. */
  list(limit: number, campaign?: string): Promise<BacktestRecord[]>
  /** Says how far a running one is, and that somebody works on it. False when it does not run any more. */
  advance(id: string, progress: number, at: number): Promise<boolean>
  /** Ends a running one. False when it had ended before. */
  finish(id: string, end: { status: Exclude<BacktestStatus, 'running'>; at: number; result?: string }): Promise<boolean>
  /** Fails running ones that nobody has worked on since `before`, except those in `own`. */
  abandon(before: number, own: Iterable<string>, end: { at: number; result: string }): Promise<void>
}
