import type { ChangedMeanwhile, ErrorCode } from '@espalier/core/schema'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Trouble } from '../store/trouble.ts'

/** What is wrong with one field of a request. */
export interface FieldIssue {
  /** Where, for example `widget.content.ja.title` or `batch[3].properties.rows`. */
  field: string
  message: string
}

/** What `HttpError` may say beyond its message. */
export interface ErrorDetails {
  field?: string
  expected?: string
  /** What the message names, for programs and for words of other languages. */
  facts?: { id?: string; bytes?: number } | ChangedMeanwhile
  issues?: readonly FieldIssue[]
  headers?: Readonly<Record<string, string>>
}

/** An answer that tells the client what it did wrong: `{ error: { code, message, field?, expected?, facts?, issues? } }`. */
export class HttpError extends Error {
  readonly status: ContentfulStatusCode
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(status: ContentfulStatusCode, code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/** Writes a path of zod as people read it: `batch[3].properties.rows`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
    '',
  )
}

/** The most complaints that an answer lists; a body of nothing but mistakes would get an answer many times its size. */
const MOST_ISSUES = 100

/** The issues by their fields, as many as an answer may list. An unknown key is named itself, not the object around it. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.slice(0, MOST_ISSUES).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), message: `unknown field "${key}"` }))
    }
    const said = meant(issue)
    return [{ field: fieldName(said.path), message: messageOf(said) }]
  })
}

/** How people call what a schema expects. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** The schema's own words; of a wrong kind of value, which kind was expected, and whether there was a value at all. */
function messageOf(issue: z.core.$ZodIssue): string {
  const { message } = issue
  const received = issue.code === 'invalid_type' ? /^Invalid input: .*, received (\w+)$/.exec(message)?.[1] : undefined
  if (issue.code !== 'invalid_type' || received === undefined) return message
  const expected = `expected ${KINDS[issue.expected] ?? issue.expected}`
  if (received === 'undefined') return `missing; ${expected}`
  return received === 'NaN' ? expected : `${expected}, received ${KINDS[received] ?? received}`
}

/**
 * Of the alternatives of a union, the complaint that got furthest: the one the author meant. Something that is none of them at all is
 * the union's own complaint, where it has one.
 */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const all = issue.errors.flat()
  const furthest = all.toSorted((one, other) => other.path.length - one.path.length)[0]
  const isNone = issue.message.startsWith('expected') && all.every(({ code, path }) => code === 'invalid_type' && path.length === 0)
  return furthest && !isNone ? { ...furthest, path: [...issue.path, ...furthest.path] } : issue
}

/** A 400 that names the first wrong field and lists all of them. `code` says what was being read, for example `invalid-campaign`. */
export function invalid(error: z.ZodError, code: ErrorCode = 'invalid-request'): HttpError {
  const issues = fieldIssues(error)
  const first = issues[0] ?? { field: '', message: 'the request is not valid' }
  const expected = error.issues[0] && expectation(meant(error.issues[0]))
  return new HttpError(400, code, first.field ? `${first.field}: ${first.message}` : first.message, {
    ...(first.field ? { field: first.field } : {}),
    ...(expected ? { expected } : {}),
    issues,
  })
}

function expectation(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return issue.expected
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(' | ')
  if (issue.code === 'too_small') return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
  if (issue.code === 'too_big') return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
  return /^expected (.+)$/.exec(issue.message)?.[1]
}

/**
 * The one place where an error becomes an answer. What keeps the database from working is a 503 that says when to ask again;
 * what nobody expected is logged and answered without details.
 */
export function answerError(error: Error, c: Context, { log, trouble }: { log: Logger; trouble: Trouble }): Response {
  if (error instanceof HttpError) {
    const { headers, ...details } = error.details
    for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
    return c.json(said(error.code, error.message, details), error.status)
  }
  if (error instanceof HTTPException) {
    return c.json(said('bad-request', error.message), error.status)
  }
  const fault = trouble.note(error)
  if (fault) {
    c.header('retry-after', String(fault.retryAfter))
    return c.json(said(fault.code, `${fault.message}; send the request again in ${fault.retryAfter} s`), 503)
  }
  log.error({ err: error, method: c.req.method, route: c.req.routePath }, 'request failed')
  return c.json(said('internal', 'the server failed; the reason is in its log'), 500)
}

function said(code: ErrorCode, message: string, details: Omit<ErrorDetails, 'headers'> = {}) {
  return { error: { code, message, ...details } }
}
