import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { onceARun } from '../harness/once-a-run.ts'

export const REPOSITORY = resolve(import.meta.dirname, '../..')

const run = promisify(execFile)
const path = process.env['npm_execpath']
/** The pnpm that runs the tests; from npm when they were started without it. */
const PNPM = path?.includes('pnpm') ? [path] : ['npx', '-y', 'pnpm@12']

/** Runs pnpm in `folder` and answers what it printed; fails with all of it. */
export async function pnpm(folder: string, ...args: string[]): Promise<string> {
  const [command = 'npx', ...rest] = PNPM
  const done = await run(command, [...rest, ...args], { cwd: folder, maxBuffer: 2 ** 24 }).catch((error: Error & { stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}`)
  })
  return done.stdout
}

/** Packs the package in `folder` as it would be published, into `target`; answers the tarball's path. */
export async function pack(folder: string, target: string): Promise<string> {
  const [packed] = [
    JSON.parse(await pnpm(folder, 'pack', '--json', '--pack-destination', target)) as { filename: string } | { filename: string }[],
  ].flat()
  if (!packed) throw new Error(`pnpm packed nothing in ${folder}`)
  return resolve(folder, packed.filename)
}

const PUBLISHED = ['core', 'sdk', 'widgets', 'server'] as const

/** The packages as they would be published: the path of each tarball, by the package's name. */
export type Tarballs = Record<`@espalier/${(typeof PUBLISHED)[number]}`, string>

/** Builds and packs all packages, once in a run of the tests. */
export async function packAll(): Promise<Tarballs> {
  const folder = await onceARun('tarballs', async (target) => {
    if (!existsSync(join(REPOSITORY, 'packages/widgets/dist/widgets.js'))) await pnpm(REPOSITORY, 'build')
    for (const name of PUBLISHED) {
      const source = join(REPOSITORY, 'packages', name)
      await pnpm(source, 'build:packages')
      await rename(await pack(source, target), join(target, `${name}.tgz`))
    }
  })
  return Object.fromEntries(PUBLISHED.map((name) => [`@espalier/${name}`, join(folder, `${name}.tgz`)])) as Tarballs
}

/** What publint and attw have against a tarball, a line each. */
export async function problemsOf(tarball: string): Promise<string[]> {
  const bytes = await readFile(tarball)
  const { messages } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer },
    strict: true,
  })
  const found = messages.map((one) => `publint: ${one.code} at ${one.path.join('.')}`)
  const attw = join(REPOSITORY, 'node_modules/.bin/attw')
  await run(attw, [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color']).catch((error: Error & { stdout?: string }) => {
    found.push(`attw: ${error.stdout ?? error.message}`)
  })
  return found
}
