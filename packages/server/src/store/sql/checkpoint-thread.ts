import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const database = new Database(String(workerData))
// Whoever has the lock does the same work.
database.pragma('busy_timeout = 0')

parentPort?.on('message', (more: boolean) => {
  if (!more) {
    database.close()
    parentPort?.close()
    return
  }
  try {
    database.pragma('wal_checkpoint(PASSIVE)')
  } catch {
    // A disk that is full or fails: what is in the log stays there, and the next commit asks again.
  }
  parentPort?.postMessage(undefined)
})
