import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, type SqliteDatabase } from 'kysely'
import { createCheckpointer } from './checkpoint.ts'
import { ImmediateDialect } from './immediate-dialect.ts'
import { keepStatements } from './kept-statements.ts'
import { setReader } from './readers.ts'
import type { Tables } from './tables.ts'
import { setConnection } from './writers.ts'

/** Name of the file in its folder. */
export const FILE = 'espalier.db'

/** How much of the file is read where it is mapped, bytes. */
const MAPPED = 2 ** 28

/** Of the pages that are written, how many bytes stay at hand: those that many events change need not be read again. */
const CACHED = 8 * 2 ** 20
/**
 * After how many pages whoever commits brings the write-ahead log into the file (16 MiB), while everybody waits. A thread does it long
 * before, but never to the end while others write on, and only a log that was brought over to its end begins anew.
 */
const LONGEST = 4000

/**
 * Opens the file, made when it is missing. What was answered as kept survives a power cut (`synchronous=FULL`). A second connection only
 * reads: with a write-ahead log it sees what is committed and waits for nobody.
 */
export function openSqlite(file: string, { readonly = false } = {}): Kysely<Tables> {
  if (!readonly) makeFolder(dirname(file))
  const database = new Database(file, { readonly })
  const durable = ['journal_mode = WAL', 'synchronous = FULL', `wal_autocheckpoint = ${LONGEST}`]
  const pragmas = readonly ? [] : [...durable, `cache_size = -${CACHED / 1024}`, 'foreign_keys = ON']
  for (const pragma of ['busy_timeout = 5000', ...pragmas]) database.pragma(pragma)
  // From here on the dialect waits for locks, beside the event loop.
  database.pragma('busy_timeout = 0')
  const writer = keepStatements(database)
  const reader = readonly ? writer : openReader(file)
  const close = () => {
    if (!readonly) reader.close()
    writer.close()
  }
  const checkpointer = readonly ? undefined : createCheckpointer(file, () => pagesInLog(database))
  const db = new Kysely<Tables>({ dialect: new ImmediateDialect({ database: { ...writer, close }, checkpointer }) })
  setReader(db, reader)
  setConnection(db, writer)
  return db
}

function openReader(file: string): SqliteDatabase {
  const database = new Database(file, { readonly: true })
  // Each commit of the writer empties this connection's cache; pages of a mapped file need not be copied again.
  for (const pragma of ['busy_timeout = 5000', `mmap_size = ${MAPPED}`]) database.pragma(pragma)
  return keepStatements(database)
}

/** How many pages of the write-ahead log are not in the file yet. */
function pagesInLog(database: Database.Database): number {
  const [{ log, checkpointed } = { log: 0, checkpointed: 0 }] = database.pragma('wal_checkpoint(NOOP)') as {
    log: number
    checkpointed: number
  }[]
  return log - checkpointed
}

/**
 * Folder by folder: Node's own recursion never ends where the system answers "no such file" to a new folder, as /proc does. Nobody else on
 * the machine may look into what is made: people's data and secrets that sign lie there.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}
