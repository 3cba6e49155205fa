import type { Kysely, Selectable } from 'kysely'
import type { BacktestRecord, BacktestStatus, BacktestStore } from '../backtests.ts'
import type { Tables } from './tables.ts'

const COLUMNS = ['id', 'campaign_id', 'created_at', 'finished_at', 'status', 'progress', 'request'] as const

/** Backtests in SQL. */
export function createBacktestStore(db: Kysely<Tables>): BacktestStore {
  const running = () => db.updateTable('backtest').where('status', '=', 'running')
  return {
    async add({ id, campaign, createdAt, request }) {
      const row = { id, campaign_id: campaign, created_at: createdAt, alive_at: createdAt, finished_at: null }
      await db
        .insertInto('backtest')
        .values({ ...row, status: 'running', progress: 0, request, result: null })
        .execute()
    },
    async find(id) {
      const row = await db.selectFrom('backtest').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toBacktest(row)
    },
    async list(limit, campaign) {
      const rows = await db
        .selectFrom('backtest')
        .select(COLUMNS)
        .$if(campaign !== undefined, (query) => query.where('campaign_id', '=', campaign ?? ''))
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map((row) => toBacktest({ ...row, result: null }))
    },
    async advance(id, progress, at) {
      const { numUpdatedRows } = await running().set({ progress, alive_at: at }).where('id', '=', id).executeTakeFirst()
      return numUpdatedRows > 0
    },
    async finish(id, { status, at, result }) {
      const end = { status, finished_at: at, ...(status === 'done' && { progress: 1 }), result: result ?? null }
      const { numUpdatedRows } = await running().set(end).where('id', '=', id).executeTakeFirst()
      return numUpdatedRows > 0
    },
    async abandon(before, own, { at, result }) {
      const ids = [...own]
      await running()
        .set({ status: 'failed', finished_at: at, result })
        .where('alive_at', '<', before)
        .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
        .execute()
    },
  }
}

type Row = Omit<Selectable<Tables['backtest']>, 'alive_at'>

function toBacktest({ id, campaign_id, created_at, finished_at, status, progress, request, result }: Row): BacktestRecord {
  return {
    id,
    campaign: campaign_id,
    createdAt: created_at,
    ...(finished_at !== null && { finishedAt: finished_at }),
    status: status as BacktestStatus,
    progress,
    request,
    ...(result !== null && { result }),
  }
}
