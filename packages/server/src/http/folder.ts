import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const COMPRESSIBLE = new Set(['.html', '.css', '.js', '.mjs', '.json', '.map', '.svg', '.txt'])

interface Entry {
  modified: number
  type: string
  etag: string
  plain: Buffer<ArrayBuffer>
  br: Buffer<ArrayBuffer> | undefined
  gzip: Buffer<ArrayBuffer> | undefined
}

/** A folder of built files. Each file is read and compressed once, and again only when it changed. */
export interface Folder {
  /** The file as an answer (304 when the client has it); undefined when there is no such file. */
  answer(c: Context, path: string, cache: string): Promise<Response | undefined>
}

/** `root` is an absolute path. Paths that leave it, and files whose name starts with a dot, do not exist. */
export function createFolder(root: string): Folder {
  const entries = new Map<string, Promise<Entry>>()

  async function open(path: string): Promise<Entry | undefined> {
    const file = inside(root, path)
    if (!file) return undefined
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const known = await entries.get(file)?.catch(() => undefined)
    if (known?.modified === found.mtimeMs) return known
    const entry = load(file, found.mtimeMs)
    entries.set(file, entry)
    return entry
  }

  return {
    async answer(c, path, cache) {
      const entry = await open(path)
      if (!entry) return undefined
      const headers = { etag: entry.etag, 'cache-control': cache, vary: 'accept-encoding', 'content-type': entry.type }
      if (c.req.header('if-none-match')?.includes(entry.etag)) return c.body(null, 304, headers)
      const accepted = c.req.header('accept-encoding') ?? ''
      if (entry.br && /\bbr\b/.test(accepted)) return c.body(entry.br, 200, { ...headers, 'content-encoding': 'br' })
      if (entry.gzip && /\bgzip\b/.test(accepted)) return c.body(entry.gzip, 200, { ...headers, 'content-encoding': 'gzip' })
      return c.body(entry.plain, 200, headers)
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

async function load(file: string, modified: number): Promise<Entry> {
  const plain = Buffer.from(await readFile(file))
  const extension = extname(file)
  const compress = COMPRESSIBLE.has(extension) && plain.byteLength > 512
  return {
    modified,
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br: compress ? Buffer.from(await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })) : undefined,
    gzip: compress ? Buffer.from(await promisify(gzip)(plain)) : undefined,
  }
}
