import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** `int8`, and `numeric` as sums of it come: numbers here, because no count or amount goes beyond 2^53. */
const NUMBERS: ReadonlySet<number> = new Set([20, 1700])

/** How long to wait for a connection, milliseconds: a server that never answers must not keep a start or a request hanging. */
const PATIENCE = 10_000

/** Opens a pool of connections, `most` at a time. */
export function openPostgres(url: string, most = 10): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: PATIENCE,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        NUMBERS.has(oid) && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  // A connection that breaks while it rests is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks while it is in use, between two queries of a transaction: the next query tells whoever uses it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
