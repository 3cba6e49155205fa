import type { ErrorCode } from '@espalier/core/schema'
import type { Context } from 'hono'
import type { z } from 'zod'
import { checkJson } from './check-json.ts'
import type { Env } from './env.ts'
import { HttpError, invalid } from './errors.ts'

/** The largest body, in bytes, after decompression. */
export const MAX_BODY = 500 * 1024

const TYPES = new Set(['application/json', 'text/plain'])

/**
 * The raw bytes of the body, decompressed, at most `limit` of them.
 * Throws 413 when there are more, 415 for an encoding other than gzip, 400 for broken gzip.
 */
export async function readBytes(c: Context<Env>, limit = MAX_BODY): Promise<Uint8Array> {
  const encoding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase()
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new HttpError(415, 'unsupported-encoding', `content-encoding "${encoding}" is not supported`, { expected: 'gzip or none' })
  }
  const length = c.req.header('content-length')
  if (Number(length ?? 0) > limit) throw tooLarge(limit)
  // Streams cost more than all else that happens to a small body, so that one of known length is read at once.
  if (encoding === 'identity' && length !== undefined) {
    const bytes = await c.req.arrayBuffer().catch(endedEarly)
    if (bytes.byteLength > limit) throw tooLarge(limit)
    return new Uint8Array(bytes)
  }
  const raw = c.req.raw.body
  if (!raw) return new Uint8Array()
  const body: ReadableStream<Uint8Array> = encoding === 'gzip' ? raw.pipeThrough(gunzip()) : raw
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.byteLength
      if (size > limit) throw tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof HttpError) throw error
    if (encoding === 'gzip') throw new HttpError(400, 'unreadable-body', 'the body is not valid gzip')
    endedEarly()
  }
  return Buffer.concat(chunks)
}

function gunzip(): ReadableWritablePair<Uint8Array, Uint8Array> {
  return new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>
}

function endedEarly(): never {
  throw new HttpError(400, 'unreadable-body', 'the body ended early')
}

function tooLarge(limit: number): HttpError {
  return new HttpError(413, 'body-too-large', `the body is larger than ${limit} bytes`, {
    expected: `at most ${limit} bytes`,
    facts: { bytes: limit },
  })
}

/**
 * The body as parsed JSON, before any check of what is inside; read once a request.
 * Throws 400 for bytes that are not UTF-8 or not JSON, 415 for another content type.
 */
export async function readJson(c: Context<Env>): Promise<unknown> {
  const known = c.var.json
  if (known) return known.value
  const type = (c.req.header('content-type') ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.has(type)) {
    throw new HttpError(415, 'unsupported-content-type', `content type "${type}" is not supported`, {
      expected: 'application/json or text/plain',
    })
  }
  const bytes = await readBytes(c)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, 'invalid-utf8', 'the body is not valid UTF-8')
  }
  if (text.trim() === '') throw new HttpError(400, 'empty-body', 'the body is empty', { expected: 'JSON' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HttpError(400, 'invalid-json', 'the body is not valid JSON', { expected: 'JSON' })
  }
  c.set('json', { value, bytes: bytes.byteLength })
  return value
}

/** The body as JSON within the limits of `checkJson`; a 400 names the path of what is over them. */
export async function readBody(c: Context<Env>): Promise<unknown> {
  const value = await readJson(c)
  const problem = checkJson(value)
  if (!problem) return value
  const { field, message } = problem
  throw new HttpError(400, 'invalid-body', field ? `${field}: ${message}` : message, { ...(field ? { field } : {}), issues: [problem] })
}

/** The body as `schema` describes it. The 400 carries `code` and names every wrong field. */
export async function parseBody<T extends z.ZodType>(c: Context<Env>, schema: T, code?: ErrorCode): Promise<z.output<T>> {
  const parsed = schema.safeParse(await readBody(c))
  if (parsed.success) return parsed.data
  throw invalid(parsed.error, code)
}

/** The query as `schema` describes it; values are strings, so numbers need `z.coerce`. */
export function parseQuery<T extends z.ZodType>(c: Context<Env>, schema: T): z.output<T> {
  const parsed = schema.safeParse(c.req.query())
  if (parsed.success) return parsed.data
  throw invalid(parsed.error, 'invalid-query')
}
