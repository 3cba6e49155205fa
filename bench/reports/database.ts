import { createRequire } from 'node:module'

/** What the bench asks of the driver, which only the server has. */
export interface Database {
  pragma(text: string): unknown
  exec(text: string): unknown
  prepare(text: string): { all(): unknown[] }
  close(): unknown
}

/** Opens a SQLite file with the server's own driver. */
export function openDatabase(file: string): Database {
  const require = createRequire(new URL('../../packages/server/package.json', import.meta.url))
  const Driver = require('better-sqlite3') as new (file: string) => Database
  return new Driver(file)
}
