import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { StoreLocation } from '../store.ts'
import { FILE } from './open-sqlite.ts'
import { threadFile } from './thread-file.ts'

/**
 * Writes the file anew without what is free in it, in a thread of its own: requests that read are answered meanwhile, those that write
 * wait. Rejects where the file could not be swept to its end.
 */
export function sweepSqlite({ folder }: StoreLocation): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadFile('sweep-thread'), { workerData: join(folder, FILE) })
    thread.once('error', reject)
    thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`sweeping ended with ${code}`))))
  })
}
