import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What the bench asks of the driver. */
export interface Database {
  pragma(text: string): unknown
  exec(text: string): unknown
  prepare(text: string): { all(): unknown[] }
  close(): unknown
}

/** Opens a SQLite file with the server's own driver, which the workspace itself does not have. */
export async function openDatabase(file: string): Promise<Database> {
  const { resolve } = createRequire(new URL('../../packages/server/package.json', import.meta.url))
  const { default: Driver } = (await import(pathToFileURL(resolve('better-sqlite3')).href)) as { default: new (file: string) => Database }
  return new Driver(file)
}
