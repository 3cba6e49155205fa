import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { Context } from 'hono'
import { answerFile, prepareFile, type StaticFile } from './static-file.ts'

/** A folder of built files. Each file is read and compressed once, and again only when it changed. */
export interface Folder {
  /** The file as an answer (304 when the client has it); undefined when there is no such file. */
  answer(c: Context, path: string, cache: string): Promise<Response | undefined>
}

/** `root` is an absolute path. Paths that leave it, and files whose name starts with a dot, do not exist. */
export function createFolder(root: string): Folder {
  const entries = new Map<string, { modified: number; prepared: Promise<StaticFile> }>()

  async function open(path: string): Promise<StaticFile | undefined> {
    const file = inside(root, path)
    if (!file) return undefined
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const known = entries.get(file)
    if (known?.modified === found.mtimeMs) return known.prepared
    const prepared = readFile(file).then((plain) => prepareFile(file, Buffer.from(plain)))
    prepared.catch(() => entries.delete(file))
    entries.set(file, { modified: found.mtimeMs, prepared })
    return prepared
  }

  return {
    async answer(c, path, cache) {
      const file = await open(path)
      return file && answerFile(c, file, cache)
    },
  }
}

function inside(root: string, path: string): string | undefined {
  const file = normalize(join(root, path))
  if (path.includes('\0') || !file.startsWith(root + sep)) return undefined
  return file
    .slice(root.length)
    .split(sep)
    .some((part) => part.startsWith('.'))
    ? undefined
    : file
}
