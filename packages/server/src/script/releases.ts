import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context } from 'hono'
import { createFolder } from '../http/folder.ts'
import { answerFile, prepareFile, type StaticFile } from '../http/static-file.ts'
import { readCompressed } from './compressed.ts'
import { builtFiles, readRelease, type Release } from './release.ts'

/** So many releases are kept. A page that was opened before an update still finds the files that belong to its script. */
const KEPT = 5
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The release that is built here, and those of before. */
export interface Releases {
  /** What is built now; undefined where nothing is. It is kept for later. */
  current(): Promise<Release | undefined>
  /** A file of a release, for ever the same; undefined when that release is not kept. */
  answer(c: Context, version: string, path: string): Promise<Response | undefined>
}

/** Reads releases from the built files below `root` and keeps them in `folder`, which several servers may share; without it only until the end of the process. */
export function createReleases(root: string, folder?: string): Releases {
  const prepared = new Map<string, Map<string, Promise<StaticFile>>>()
  const releases = new Map<string, Release>()
  const kept = folder === undefined ? undefined : createFolder(folder)
  let known: { stamp: string; release: Promise<Release | undefined> } | undefined

  const read = async (built: Parameters<typeof readRelease>[0]): Promise<Release | undefined> => {
    const release = await readRelease(built)
    if (!release) return undefined
    releases.delete(release.version)
    releases.set(release.version, release)
    for (const [old] of [...releases].slice(0, -KEPT)) {
      releases.delete(old)
      prepared.delete(old)
    }
    // A disk that is full or read-only is no reason to serve nothing.
    if (folder !== undefined) await keep(folder, release).catch(() => undefined)
    return release
  }
  const current: Releases['current'] = async () => {
    const built = await builtFiles(root)
    const stamp = built.map((one) => one.stamp).join('\n')
    if (known?.stamp !== stamp) known = { stamp, release: read(built) }
    return known.release
  }

  return {
    current,
    async answer(c, version, path) {
      if (!releases.has(version)) await current()
      const release = releases.get(version)
      const content = release?.files.get(path)
      if (!content) return kept?.answer(c, `${version}/${path}`, FOR_EVER)
      const files = prepared.get(version) ?? new Map<string, Promise<StaticFile>>()
      prepared.set(version, files)
      const file = files.get(path) ?? prepare(path, content, release?.built.get(path))
      files.set(path, file)
      return answerFile(c, await file, FOR_EVER)
    },
  }
}

async function prepare(path: string, content: Buffer<ArrayBuffer>, built = ''): Promise<StaticFile> {
  return prepareFile(path, content, await readCompressed(built, content))
}

/** Writes a release into its folder, all of it or nothing, and removes the oldest beyond those that are kept. */
async function keep(folder: string, { version, files }: Release): Promise<void> {
  await mkdir(folder, { recursive: true })
  const home = join(folder, version)
  const now = new Date()
  if (!(await utimes(home, now, now).then(yes, no))) {
    const unfinished = await mkdtemp(join(folder, '.new-'))
    for (const [path, content] of files) {
      await mkdir(dirname(join(unfinished, path)), { recursive: true })
      await writeFile(join(unfinished, path), content)
    }
    // Another server may have been faster with the same files.
    if (!(await rename(unfinished, home).then(yes, no))) await rm(unfinished, { recursive: true, force: true })
  }
  const all = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  const dated = await Promise.all(all.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const old = dated.toSorted((one, other) => other.at - one.at).slice(KEPT)
  for (const { name } of old) await rm(join(folder, name), { recursive: true, force: true })
}

const yes = (): boolean => true
const no = (): boolean => false
