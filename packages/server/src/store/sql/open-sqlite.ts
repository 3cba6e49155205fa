import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { ImmediateDialect } from './immediate-dialect.ts'
import { keepStatements } from './kept-statements.ts'
import type { Tables } from './tables.ts'

/** Opens the file, made when it is missing. What was answered as kept survives a power cut (`synchronous=FULL`). */
export function openSqlite(file: string, { readonly = false } = {}): Kysely<Tables> {
  if (!readonly) makeFolder(dirname(file))
  const database = new Database(file, { readonly })
  const pragmas = readonly ? [] : ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']
  for (const pragma of [...pragmas, 'busy_timeout = 5000']) database.pragma(pragma)
  return new Kysely<Tables>({ dialect: new ImmediateDialect({ database: keepStatements(database) }) })
}

/** Folder by folder: Node's own recursion never ends where the system answers "no such file" to a new folder, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}
