import type { Server, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { createApp } from './app.ts'
import { createKeyring } from './auth/keyring.ts'
import { createDeps } from './deps.ts'
import type { Deps } from './deps.ts'
import type { ServerEnv } from './env.ts'
import { createListener } from './http/listener.ts'
import { FIRST_KEYS, mixedData } from './mixed-data.ts'
import { openLog } from './open-log.ts'
import { createReportPreparation, type ReportPreparation } from './reports/prepare.ts'
import { openStore } from './store/open.ts'
import { boundYoungSpace } from './young-space.ts'

/** What young objects may take at most, bytes: enough for all that is under way while a transaction waits for the disk. */
const YOUNG = 8 * 2 ** 20
/** How long running requests may take to finish after a stop was asked for, milliseconds. */
const PATIENCE = 10_000
/** How often the guardrails of campaigns are looked at, milliseconds; after billing events also in between. */
const LOOK = 15 * 60_000
/** How often is looked for what was paid for and is over, milliseconds. */
const DUE = 60_000
/** How often messages to the owner are looked for that wait, milliseconds; new ones are sent at once. */
const POST = 60_000
/** How often connections that have become idle are closed meanwhile, milliseconds. */
const SWEEP = 50

/**
 * Serves until SIGINT or SIGTERM, then finishes running requests, closes the store and ends the process. It may be asked twice, as a shell
 * and whoever runs processes in groups do; asked again when running requests have had their time, it ends at once.
 */
export async function main(env: ServerEnv): Promise<void> {
  boundYoungSpace(YOUNG)
  const log = openLog(env.logLevel)
  const store = await openStore({ folder: env.folder, ...(env.databaseUrl ? { url: env.databaseUrl } : {}) })
  const config = {
    ...(env.stripeSecret ? { stripeSecret: env.stripeSecret } : {}),
    ...(env.publicUrl ? { publicUrl: env.publicUrl } : {}),
    ...(env.openHooks ? { openHooks: true } : {}),
    ...(env.script ? { script: env.script } : {}),
    releases: resolve(env.folder, 'releases'),
  }
  const deps = createDeps(store, { mode: env.mode, log, config })
  const server = createListener(createApp(deps).fetch)

  const preparation = createReportPreparation(deps)
  let stopping: Promise<void> | undefined
  let asked = Infinity
  const stop = () => {
    const now = performance.now()
    if (now - asked > PATIENCE) process.exit(1)
    asked = Math.min(asked, now)
    preparation.stop()
    stopping ??= shutDown(server, deps, preparation)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  const address = await listen(server, env).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  deps.guardrails.every(LOOK)
  deps.due.every(DUE)
  deps.postman.every(POST)
  deps.postman.soon()
  deps.sweeper.soon()
  const careful = await mixedData(store.workspace, env.mode)
  if (careful) console.log(`${careful}\n`)
  if (env.mode === 'live') await printFirstKeys(deps)
  printAddresses(address, env.mode)
  void deps.counting.run()
  // What guardrails read is remembered then. Those of the demo look when its past is told.
  if (!stopping) preparation.begin(env.mode === 'live' ? () => deps.guardrails.soon() : undefined)
  if (env.mode === 'demo') {
    const { seedApart } = await import('./demo/seed-apart.ts')
    if (!(await seedApart(deps)) && !stopping) log.error('the sample data is not complete; the next start goes on with it')
  }
}

function listen(server: Server, { port, host }: ServerEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(new Error(taken ? `Port ${port} is taken. Set PORT to another one.` : `HOST or PORT cannot be used: ${error.message}`))
    })
    server.listen(port, host, () => {
      const bound = server.address()
      const actual = typeof bound === 'object' && bound ? bound.port : port
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`)
    })
  })
}

/**
 * The first start of a folder makes one key of each kind; this is the only time that they are seen. Of several servers that start at
 * once one does, and one that is killed meanwhile leaves it to the next.
 */
async function printFirstKeys({ store, mode, clock }: Deps): Promise<void> {
  const claim = `${process.pid}-${clock()}`
  const made = await store.transaction(async ({ workspace }) => {
    if ((await workspace.keys()).length > 0 || (await workspace.noteOnce(FIRST_KEYS, claim)) !== claim) return undefined
    const keys = createKeyring(workspace, mode, clock)
    return { publicKey: await keys.create('public', 'First public key'), secretKey: await keys.create('secret', 'First secret key') }
  })
  if (!made) return
  const { publicKey, secretKey } = made
  console.log(`Your keys. They are shown this once; only their hashes are kept.\n  public  ${publicKey.key}\n  secret  ${secretKey.key}\n`)
}

function printAddresses(address: string, mode: ServerEnv['mode']): void {
  const lines = [
    ...(mode === 'demo' ? [`  Demo product   ${address}/demo/`] : []),
    `  Console        ${address}/console/`,
    `  API reference  ${address}/docs`,
    `  Health         ${address}/health`,
  ]
  console.log(`Listening on ${address}\n${lines.join('\n')}`)
}

async function shutDown(
  server: Server,
  { store, log, bootLog, identity, unsigned, counting, due, guardrails, postman, sweeper }: Deps,
  preparation: ReportPreparation,
): Promise<void> {
  // Clients keep connections open: each gets the answers that it is owed and is closed, however busy it is.
  server.prependListener('request', (_request: unknown, response: ServerResponse) => response.setHeader('connection', 'close'))
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP)
  const timer = setTimeout(() => server.closeAllConnections(), PATIENCE)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearTimeout(timer)
  clearInterval(sweep)
  await due.settled()
  await guardrails.settled()
  await postman.settled()
  await bootLog.settled()
  try {
    await identity.tally.settled()
    await unsigned.settled()
    await counting.stop()
    await sweeper.stop()
    await preparation.settled()
    await store.close()
    process.exit(0)
  } catch (error) {
    log.error({ err: error }, 'the store did not close')
    process.exit(1)
  }
}
