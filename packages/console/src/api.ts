import type { ChangedMeanwhile } from '@espalier/core/schema'

/** What is wrong with one field of a request. */
export interface FieldIssue {
  /** Where, for example `widget.content.ja.title` or `variants[0].id`. */
  field: string
  message: string
}

/** What a message names. */
export interface ErrorFacts extends Partial<ChangedMeanwhile> {
  /** Of what there is none. */
  id?: string
  /** The most that is accepted. */
  bytes?: number
}

/** What was refused. */
export interface Refused {
  /** Stable name of what went wrong, for example `invalid-campaign`. */
  code: string
  message: string
  issues?: readonly FieldIssue[]
  facts?: ErrorFacts
  /** Seconds after which it is worth to ask again. */
  retryAfter?: number | undefined
}

/** An answer that is no success, or no answer at all. */
export class ApiError extends Error {
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number
  /** Stable name of what went wrong, for example `invalid-campaign`. */
  readonly code: string
  readonly issues: readonly FieldIssue[]
  /** What the message names. */
  readonly facts: ErrorFacts
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    { issues = [], facts = {}, retryAfter }: Partial<Omit<Refused, 'code' | 'message'>> = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.issues = issues
    this.facts = facts
    this.retryAfter = retryAfter
  }
}

let signedOut: () => void = () => undefined

/** Calls `listener` when the server says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener
}

/** Asks the server with the session's cookie. Throws `ApiError` for everything that is no success. */
export async function request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  throw refused(response, path, answer)
}

/** Asks as `request` does, for something that is saved as a whole: which edition it is comes along, and with `known` that one alone is replaced. */
export async function requestEdition<T>(
  method: 'GET' | 'PUT',
  path: string,
  body?: unknown,
  known?: string,
): Promise<{ value: T; edition: string }> {
  const response = await send(method, path, body, known === undefined ? {} : { 'if-match': known })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return { value: answer as T, edition: response.headers.get('etag') ?? '*' }
  throw refused(response, path, answer)
}

/** Asks for a file, as `request` does for JSON. */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  const response = await send('POST', path, body)
  if (response.ok) return response.blob()
  throw refused(response, path, await response.json().catch(() => undefined))
}

function send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(0, 'unreachable', 'The server cannot be reached.')
  })
}

function refused({ status, headers }: Response, path: string, answer: unknown): ApiError {
  if (status === 401 && !path.startsWith('/api/')) signedOut()
  return toError(status, answer, headers.get('retry-after'))
}

/** Reads `{ error: { code, message, field?, issues? } }`, and the plainer `{ code, message }` of the sign-in routes. */
function toError(status: number, answer: unknown, wait: string | null): ApiError {
  const outer = isObject(answer) ? answer : {}
  const inner = isObject(outer['error']) ? outer['error'] : outer
  const message = typeof inner['message'] === 'string' ? inner['message'] : `HTTP ${status}`
  const code = typeof inner['code'] === 'string' ? inner['code'] : 'unknown'
  const field = inner['field']
  const issues = Array.isArray(inner['issues'])
    ? (inner['issues'] as FieldIssue[])
    : typeof field === 'string'
      ? [{ field, message: message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message }]
      : []
  const facts = isObject(inner['facts']) ? (inner['facts'] as ErrorFacts) : {}
  return new ApiError(status, code, message, { issues, facts, retryAfter: Number(wait) || undefined })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
