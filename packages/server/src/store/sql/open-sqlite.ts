import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { ImmediateDialect } from './immediate-dialect.ts'
import { keepStatements } from './kept-statements.ts'
import type { Tables } from './tables.ts'

/** Opens the file, made when it is missing. What was answered as kept survives a power cut (`synchronous=FULL`). */
export function openSqlite(file: string): Kysely<Tables> {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000']) database.pragma(pragma)
  return new Kysely<Tables>({ dialect: new ImmediateDialect({ database: keepStatements(database) }) })
}
