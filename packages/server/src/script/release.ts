import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { prepareFile, type StaticFile } from '../http/static-file.ts'
import { VERSION } from '../http/version.ts'
import { readCompressed, ROLLING } from './compressed.ts'

/** The script that pages begin with. */
export const SCRIPT = 'sdk.js'

/** Written into the built script where the files beside it begin. It leads to the same folder, so the script works by itself, too. */
const HERE = '././'

/** What is built for bundlers stands in the same folder and is nothing for a tag. */
const FOR_BUNDLERS = new Set(['index.js', 'react.js', 'vue.js'])

/** One state of all files that a page may load, by their path: `sdk.js`, `chunks/card-a1b2.js`. */
export interface Release {
  /** Version of the package and eight digits of what the files hold: the same files have the same version everywhere. */
  version: string
  files: ReadonlyMap<string, Buffer<ArrayBuffer>>
  /** Where each was built. What is there may be of another build by now. */
  built: ReadonlyMap<string, string>
  /** The script under its rolling address: it finds everything else under this version. */
  rolling: StaticFile
}

/** Where the files of a release are built, below `root`. */
export interface BuiltFile {
  path: string
  file: string
  /** Changes when the file does. */
  stamp: string
}

/** The files that are built now; empty where nothing is. */
export async function builtFiles(root: string): Promise<BuiltFile[]> {
  const folders = [join(root, 'packages/sdk/dist'), join(root, 'packages/widgets/dist')]
  const found = await Promise.all(folders.flatMap((folder) => [list(folder, ''), list(folder, 'chunks/')]))
  return found.flat().toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

async function list(folder: string, below: string): Promise<BuiltFile[]> {
  const names = await readdir(join(folder, below)).catch(() => [])
  const scripts = names.filter((name) => name.endsWith('.js') && !FOR_BUNDLERS.has(name))
  const all = scripts.map(async (name) => {
    const file = join(folder, below, name)
    const { mtimeMs, size } = await stat(file)
    return { path: below + name, file, stamp: `${file} ${mtimeMs} ${size}` }
  })
  return Promise.all(all)
}

/** Reads a release. Chunks of earlier builds, which nothing names any more, are left out; undefined without the script itself. */
export async function readRelease(built: readonly BuiltFile[]): Promise<Release | undefined> {
  const all = new Map(await Promise.all(built.map(async ({ path, file }) => [path, Buffer.from(await readFile(file))] as const)))
  const script = all.get(SCRIPT)
  if (!script) return undefined
  const files = new Map([...all].filter(([path]) => !path.includes('/')))
  for (let before = -1; before !== files.size;) {
    before = files.size
    for (const [path, content] of all) if ([...files.values()].some((one) => one.includes(basename(path)))) files.set(path, content)
  }
  const hash = createHash('sha256')
  for (const [path, content] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1))) hash.update(path).update(content)
  const version = `${VERSION}-${hash.digest('hex').slice(0, 8)}`
  const plain = Buffer.from(script.toString().replace(HERE, `./${version}/`))
  const { file: home = '' } = built.find(({ path }) => path === SCRIPT) ?? {}
  const rolling = await prepareFile(SCRIPT, plain, await readCompressed(join(dirname(home), ROLLING), plain))
  return { version, files, built: new Map(built.map(({ path, file }) => [path, file])), rolling }
}

/** The value of a tag's `integrity`. */
export function integrityOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
