import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BIN = join(import.meta.dirname, '../../packages/server/bin/espalier.mjs')
const START_LIMIT = 30_000
const STOP_LIMIT = 10_000

/** How to start a server; everything may be left out. */
export interface ServerOptions {
  /** With the demo's data and its fixed keys. Without it the server starts empty and makes keys of its own. */
  demo?: boolean
  /** A data folder to go on with; it is not removed at the end. Keys that an earlier start printed are passed along. */
  folder?: string
  publicKey?: string
  secretKey?: string
  /** Further environment, for example `DATABASE_URL`. */
  env?: Record<string, string>
}

/** A server in a process of its own, as a customer runs it. */
export interface Server {
  /** For example `http://127.0.0.1:40123`, without a slash at the end. */
  url: string
  publicKey: string
  secretKey: string
  folder: string
  /** Resident memory is read by the bench through it. */
  pid: number
  /** All that it printed. */
  output(): string
  /** Asks it to stop as Ctrl-C does, and answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut does; the folder stays. */
  kill(): Promise<void>
}

function spawnServer(folder: string, { demo, env }: ServerOptions = {}) {
  const { DATABASE_URL: _, ...inherited } = process.env
  return spawn(process.execPath, [BIN, 'start', ...(demo ? ['--demo'] : [])], {
    // The demo names things in the language of the machine.
    env: { ...inherited, LC_ALL: 'en_US.UTF-8', PORT: '0', HOST: '127.0.0.1', ESPALIER_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Begins to start a server on `folder`, and kills it as soon as `until` is fulfilled, however far it is. Answers what it printed. */
export async function killWhileStarting(folder: string, until: () => Promise<void>): Promise<string> {
  const child = spawnServer(folder)
  const ended = once(child, 'close')
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await until()
  child.kill('SIGKILL')
  await ended
  return printed
}

/** Starts the real server on a free port and waits until it listens. Fails with what the server printed. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'espalier-')))
  const child = spawnServer(folder, options)
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))

  const { url, output } = await listening(child)
  const key = (prefix: string) => new RegExp(`\\b${prefix}_[A-Za-z0-9_-]+`).exec(output())?.[0] ?? ''
  const exited = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit', { signal: AbortSignal.timeout(STOP_LIMIT) })
    return child.exitCode
  }
  return {
    url,
    output,
    folder,
    pid: child.pid ?? 0,
    publicKey: options.publicKey ?? (options.demo ? 'pk_test_demo' : key('pk')),
    secretKey: options.secretKey ?? (options.demo ? 'sk_test_demo' : key('sk')),
    async stop() {
      child.kill('SIGINT')
      const code = await exited().finally(end)
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
      return code
    },
    async kill() {
      end()
      await exited()
    },
  }
}

async function listening(child: ChildProcess): Promise<{ url: string; output: () => string }> {
  let printed = ''
  const output = () => printed
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The server ${why}. It printed:\n${printed}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`did not listen within ${START_LIMIT / 1000} s`)
    }, START_LIMIT)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /Listening on (http:\S+?)\/?\s/.exec(printed)?.[1]
      if (found) settle(() => resolve(found))
    }
    const settle = (act: () => void) => {
      clearTimeout(timer)
      child.off('exit', died)
      act()
    }
    const died = (code: number | null) => settle(() => fail(`ended with code ${code} before it listened`))
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', died)
  })
  return { url, output }
}
