import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const ENTRIES = join(import.meta.dirname, 'entries')
const PACKAGES = resolve(import.meta.dirname, '../../packages')
const { resolve: locate } = createRequire(import.meta.url)

/** One of `entries/` as a host's bundler makes it: one classic script, minified, what is loaded late inside. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: ENTRIES,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: join(ENTRIES, `${entry}.ts`), formats: ['iife'], name: 'bundled' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`)
  const [chunk, ...more] = output.output
  if (more.length > 0) throw new Error(`${entry} is more than one file`)
  return chunk.code
}

/** A file as a package ships it, for example `posthog-js/dist/array.js`. */
export function shipped(specifier: string): Promise<string> {
  return readFile(locate(specifier), 'utf8')
}

/** What our server would serve below `/v1/`: all that was built, read once, so that a build meanwhile changes nothing. */
export async function ourFiles(): Promise<Map<string, string>> {
  const folders = ['sdk/dist', 'sdk/dist/chunks', 'widgets/dist', 'widgets/dist/chunks']
  const files = new Map<string, string>()
  for (const folder of folders) {
    for (const name of await readdir(join(PACKAGES, folder))) {
      if (!name.endsWith('.js')) continue
      const path = folder.endsWith('chunks') ? `chunks/${name}` : name
      files.set(`/v1/${path}`, await readFile(join(PACKAGES, folder, name), 'utf8'))
    }
  }
  if (!files.has('/v1/sdk.js') || !files.has('/v1/widgets.js')) throw new Error('The SDK is not built: run "npx -y pnpm@12 build"')
  return files
}
