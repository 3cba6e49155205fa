import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** How long to wait for others who have the file locked, milliseconds. */
const PATIENCE = 60_000

const database = new Database(String(workerData))
try {
  database.pragma(`busy_timeout = ${PATIENCE}`)
  // Every page is written anew, so that no free place holds what stood there once; then the log of writes is brought over and emptied.
  database.exec('vacuum')
  const [{ busy } = { busy: 1 }] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (busy !== 0) throw new Error('somebody reads for so long that the write-ahead log could not be emptied')
} finally {
  database.close()
}
