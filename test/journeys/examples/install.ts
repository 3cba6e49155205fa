import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { pnpm, REPOSITORY, type Tarballs } from '../../package/pack.ts'

const execute = promisify(execFile)

/** An example in a folder of its own, installed as a customer would. */
export interface Installed extends AsyncDisposable {
  folder: string
  /** Runs one of its commands, for example `vite build`, to its end; fails with all that it printed. */
  run(env: Record<string, string>, command: string, ...args: string[]): Promise<string>
  /** Starts one of its servers with `args` and a port, and answers its address when it listens. */
  serve(command: string, ...args: string[]): Promise<{ url: string; stop(): Promise<void> }>
}

/** Installs the example from the tarballs. `versions` replaces other dependencies, for example React's. */
export async function installExample(name: string, tarballs: Tarballs, versions: Record<string, string> = {}): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`))
  const filter = (path: string): boolean => !/^(node_modules|dist|\.next)$/.test(basename(path))
  await cp(join(REPOSITORY, 'examples', name), folder, { recursive: true, filter })
  const files = Object.fromEntries(Object.entries(tarballs).map(([id, path]) => [id, `file:${path}`]))
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  for (const group of [manifest.dependencies, manifest.devDependencies]) {
    for (const [id, version] of Object.entries({ ...files, ...versions })) if (id in group) group[id] = version
  }
  await writeFile(path, JSON.stringify(manifest))
  // JSON is YAML. What the packages depend on among themselves comes from the tarballs, too; nobody resizes pictures here.
  await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ overrides: files, ignoredOptionalDependencies: ['sharp'] }))
  await pnpm(folder, 'install', '--prefer-offline')
  const bin = (command: string): string => join(folder, 'node_modules/.bin', command)
  // As in a shell of the customer: nothing of the test runner's own environment.
  const own = { PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter), HOME: folder, NEXT_TELEMETRY_DISABLED: '1' }
  return {
    folder,
    run: (env, command, ...args) =>
      execute(bin(command), args, { cwd: folder, env: { ...own, ...env }, maxBuffer: 2 ** 24 }).then(
        ({ stdout }) => stdout,
        (error: Error & { stdout?: string; stderr?: string }) => {
          throw new Error([error.message, error.stdout, error.stderr].join('\n'))
        },
      ),
    serve: async (command, ...args) => {
      const port = await freePort()
      const child = spawn(bin(command), [...args, String(port)], { cwd: folder, env: own, stdio: ['ignore', 'pipe', 'pipe'] })
      const end = (): boolean => child.kill('SIGKILL')
      process.once('exit', end)
      await listening(child)
      return {
        url: `http://localhost:${port}`,
        stop: async () => {
          process.off('exit', end)
          if (child.exitCode !== null) return
          end()
          await once(child, 'exit')
        },
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Waits until it prints an address. Both servers of the examples print theirs when they listen. */
function listening(child: ChildProcessByStdio<null, Readable, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (/http:\S+:\d+/.test(printed)) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', () => reject(new Error(`the server ended before it listened:\n${printed}`)))
  })
}
