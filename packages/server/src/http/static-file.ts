import { createHash } from 'node:crypto'
import { extname } from 'node:path'
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

const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9 }

/** A file as it is sent: with its type, its tag, and compressed once in each way that a browser may ask for. */
export interface StaticFile {
  type: string
  etag: string
  plain: Buffer<ArrayBuffer>
  br: Buffer<ArrayBuffer> | undefined
  gzip: Buffer<ArrayBuffer> | undefined
}

/** Prepares `plain`, the content of a file called `name`; what was compressed `ahead` is sent as it is. */
export async function prepareFile(
  name: string,
  plain: Buffer<ArrayBuffer>,
  ahead: Partial<Pick<StaticFile, 'br' | 'gzip'>> = {},
): Promise<StaticFile> {
  const extension = extname(name)
  const compress = COMPRESSIBLE.has(extension) && plain.byteLength > 512
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br: ahead.br ?? (compress ? Buffer.from(await promisify(brotliCompress)(plain, { params: BROTLI })) : undefined),
    gzip: ahead.gzip ?? (compress ? Buffer.from(await promisify(gzip)(plain, { level: 9 })) : undefined),
  }
}

/** Answers with the file, or 304 when the client has it. */
export function answerFile(c: Context, file: StaticFile, cache: string): Response {
  const headers = { etag: file.etag, 'cache-control': cache, vary: 'accept-encoding', 'content-type': file.type }
  if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304, headers)
  const accepted = c.req.header('accept-encoding') ?? ''
  if (file.br && accepts(accepted, 'br')) return c.body(file.br, 200, { ...headers, 'content-encoding': 'br' })
  if (file.gzip && accepts(accepted, 'gzip')) return c.body(file.gzip, 200, { ...headers, 'content-encoding': 'gzip' })
  return c.body(file.plain, 200, headers)
}

/** Whether an `Accept-Encoding` names a coding, and not with the weight 0. */
function accepts(header: string, coding: string): boolean {
  const [, weight] = new RegExp(`(?:^|[,\\s])${coding}\\s*(?:;\\s*q=([\\d.]+)|,|$)`, 'i').exec(header) ?? ['', '0']
  return Number(weight ?? 1) > 0
}
