import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, DialectAdapter, Driver, QueryResult, SqliteDialectConfig } from 'kysely'
import type { Checkpointer } from './checkpoint.ts'

/** How long others may keep the file locked before whoever wants to write is told so, milliseconds. */
const PATIENCE = 5000
/** Between two attempts, milliseconds. */
const PAUSE = 5

/** The database, and what hears of every commit where it is written. */
interface ImmediateConfig extends SqliteDialectConfig {
  checkpointer: Checkpointer | undefined
}

/**
 * SQLite whose transactions take the lock for writing when they begin. One that read first and wrote later would fail
 * as soon as another process (the command line, the demo's sample data) wrote in between; this one waits its turn.
 * It waits beside the event loop, not in it: whoever only reads is answered meanwhile.
 */
export class ImmediateDialect extends SqliteDialect {
  readonly #config: ImmediateConfig

  constructor(config: ImmediateConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config)
  }

  override createAdapter(): DialectAdapter {
    return new ImmediateAdapter()
  }
}

/** SQLite changes its tables in transactions as well as its rows: a start that is killed leaves no half of a migration. */
class ImmediateAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #checkpointer: Checkpointer | undefined
  #patient: DatabaseConnection | undefined

  constructor({ checkpointer, ...config }: ImmediateConfig) {
    super(config)
    this.#checkpointer = checkpointer
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return (this.#patient ??= patient(await super.acquireConnection()))
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#checkpointer?.committed()
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      // A full or failing disk has rolled back already; why it did is what the caller is to hear.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }

  override async destroy(): Promise<void> {
    await this.#checkpointer?.end()
    await super.destroy()
  }
}

/** Where another process has kept the lock for the whole patience, those behind hear so at once, until somebody gets it again. */
function patient(connection: DatabaseConnection): DatabaseConnection {
  let lockedSince: number | undefined
  return {
    async executeQuery<R>(query: CompiledQuery) {
      for (;;) {
        try {
          const result = await connection.executeQuery<R>(query)
          if (writes(query, result)) lockedSince = undefined
          return result
        } catch (error) {
          if (!isBusy(error)) throw error
          lockedSince ??= performance.now()
          if (performance.now() - lockedSince > PATIENCE) throw error
          await pause(PAUSE)
        }
      }
    },
    streamQuery: (query, size) => connection.streamQuery(query, size),
  }
}

/** Only who got the lock can have written, or begun to. A pragma needs none. */
function writes({ sql }: CompiledQuery, { numAffectedRows }: QueryResult<unknown>): boolean {
  return numAffectedRows !== undefined && !sql.startsWith('pragma')
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
}
