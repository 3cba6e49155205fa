import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import type { KeyKind } from '../store/workspace.ts'
import { readJson } from './body.ts'
import type { Caller, Env } from './env.ts'
import { HttpError } from './errors.ts'
import { addressOf } from './limits.ts'
import { sameOrigin } from './same-origin.ts'

/**
 * Who may call a route: `public` and `secret` are kinds of keys, `key` is either, a console session stands in for a secret key. `session`:
 * whoever signed in to the console, and no key.
 */
export type Access = 'none' | 'public' | 'secret' | 'key' | 'session'

type Guard = MiddlewareHandler<Env>

/** Lets public keys through. */
export function requirePublic(deps: Deps): Guard {
  return guard(deps, ['public'], false)
}

/** Lets secret keys through, and console sessions; those only from the server's own pages when something may change. */
export function requireSecret(deps: Deps): Guard {
  return guard(deps, ['secret'], true)
}

/** Lets console sessions through alone; to change something, those from the server's own pages. */
export function requireSession(deps: Deps): Guard {
  return guard(deps, [], true)
}

/** Lets any key through. */
export function requireKey(deps: Deps): Guard {
  return guard(deps, ['public', 'secret'], false)
}

function guard(deps: Deps, kinds: readonly KeyKind[], sessions: boolean): Guard {
  return async (c, next) => {
    try {
      c.set('caller', await callerOf(c, deps, kinds, sessions))
    } catch (error) {
      noteRefusal(c, deps, error)
      throw error
    }
    await next()
  }
}

/** A session that has ended, and a page before its sign-in, are refused all day; what is written down is worth looking at. */
const NOTED: ReadonlySet<string> = new Set(['key-unknown', 'key-not-allowed', 'origin-not-allowed'])

function noteRefusal(c: Context<Env>, { refusedAccess }: Deps, error: unknown): void {
  if (!(error instanceof HttpError) || !NOTED.has(error.code)) return
  const { method } = c.req
  refusedAccess.note({ address: addressOf(c), code: error.code, method, route: routePath(c, -1) }, performance.now())
}

async function callerOf(c: Context<Env>, deps: Deps, kinds: readonly KeyKind[], sessions: boolean): Promise<Caller> {
  const fromHeader = keyOfHeader(c.req.header('authorization'))
  const key = fromHeader ?? (kinds.includes('public') ? await keyOfBody(c) : undefined)
  if (key === undefined) {
    const user = sessions && c.req.header('cookie') ? await deps.auth.user(c.req.raw.headers) : undefined
    if (!user) throw missing(kinds, sessions)
    if (c.req.method !== 'GET' && !sameOrigin(c.req.raw, deps.config.publicUrl)) {
      throw new HttpError(403, 'origin-not-allowed', 'a console session may change things only from the console itself')
    }
    return { kind: 'session', id: user.id, name: user.name, person: user }
  }
  const known = await deps.keys.find(key)
  if (!known) throw new HttpError(401, 'key-unknown', 'this key is not known or was revoked', { headers: challenge() })
  // A body is written by pages; a secret key in there has leaked already, and must not work.
  const allowed = fromHeader === undefined ? (['public'] as const) : kinds
  if (!allowed.some((kind) => kind === known.kind)) {
    const expected = allowed.length > 0 ? `a ${allowed.join(' or ')} key` : 'a console session'
    throw new HttpError(403, 'key-not-allowed', `a ${known.kind} key may not do this`, { expected })
  }
  return { kind: known.kind, id: known.id, name: known.label }
}

function missing(kinds: readonly KeyKind[], sessions: boolean): HttpError {
  if (kinds.length === 0) return new HttpError(401, 'session-missing', 'nobody is signed in', { expected: 'a console session' })
  const expected = `a ${kinds.join(' or ')} key as "Authorization: Bearer <key>"${sessions ? ', or a console session' : ''}`
  return new HttpError(401, 'key-missing', 'this request carries no key', { expected, headers: challenge() })
}

function challenge(): Record<string, string> {
  return { 'www-authenticate': 'Bearer' }
}

/** `Bearer <key>`, or the user name of HTTP basic authentication as Segment's libraries send it. */
function keyOfHeader(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(\S+)\s+(.+)$/.exec(header?.trim() ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value.trim()
  if (scheme.toLowerCase() !== 'basic') return undefined
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || undefined
}

/** `writeKey` in the body: beacons cannot send headers. */
async function keyOfBody(c: Context<Env>): Promise<string | undefined> {
  if (c.req.method !== 'POST') return undefined
  const body = await readJson(c)
  const key = typeof body === 'object' && body !== null && 'writeKey' in body ? body.writeKey : undefined
  return typeof key === 'string' && key !== '' ? key : undefined
}
