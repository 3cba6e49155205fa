import type { OpenAPIHono } from '@hono/zod-openapi'
import { hostId } from '@espalier/core/schema'
import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { anyOrigin } from './cors.ts'
import type { Env } from './env.ts'
import { HttpError } from './errors.ts'
import { requireKey, requirePublic, requireSecret, requireSession } from './keys.ts'
import type { Access } from './keys.ts'

type Method = 'get' | 'post' | 'put' | 'delete'

/** A route as it is served and as `/v1/openapi.json` describes it. */
export interface RouteDefinition {
  readonly method: Method
  /** In OpenAPI's spelling: `/v1/campaigns/{id}`. */
  readonly path: string
  readonly access: Access
  /** One line, in the imperative. */
  readonly summary: string
  /** Heading under which the reference lists it. */
  readonly tag: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Body of the 200 answer. */
  readonly answer?: z.ZodType
  /** It is read and saved as a whole: its answers name their edition in `ETag`, and saving takes `If-Match`. */
  readonly whole?: boolean
}

/**
 * Serves `definition` with the guard that its access asks for, and describes it in the OpenAPI document.
 * The handler reads what it needs with `parseBody(c, schema)` and `parseQuery(c, schema)`.
 * Routes for public keys answer to any origin.
 */
export function addRoute(
  app: OpenAPIHono<Env>,
  deps: Deps,
  definition: RouteDefinition,
  handler: (c: Context<Env>) => Response | Promise<Response>,
): void {
  const path = definition.path.replaceAll(/\{(\w+)\}/g, ':$1')
  const open = definition.access === 'public' || definition.access === 'key'
  if (open) app.use(path, anyOrigin())
  const inner = definition.access === 'secret' || definition.access === 'session'
  if (inner) app.on(definition.method.toUpperCase(), path, keepNowhere)
  const guard = { none: undefined, public: requirePublic, secret: requireSecret, key: requireKey, session: requireSession }[
    definition.access
  ]
  if (guard) app.on(definition.method.toUpperCase(), path, guard(deps))
  if (inner) app.on(definition.method.toUpperCase(), path, refuseUnknownNames(definition.query))
  if (path.includes(':')) app.on(definition.method.toUpperCase(), path, refuseBrokenIds)
  app.on(definition.method.toUpperCase(), path, handler)
  describe(app, definition)
}

/** What only keys and sessions may read stays in no cache: not in that of a browser that others use next, and not on the way. */
const keepNowhere: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.res.headers.set('cache-control', 'no-store')
}

/** An id that no database could hold names nothing. */
const refuseBrokenIds: MiddlewareHandler<Env> = async (c, next) => {
  const broken = Object.entries(c.req.param()).find(([, value]) => !hostId.safeParse(value).success)
  if (!broken) return next()
  const [field] = broken
  throw new HttpError(400, 'invalid-id', `${field}: expected 1 to 256 characters without control characters`, { field })
}

/** A name that nobody reads is a slip of the pen: what was asked for would be answered without it. Pages may be older or newer than this. */
function refuseUnknownNames(query: z.ZodObject | undefined): MiddlewareHandler<Env> {
  const known = Object.keys(query?.shape ?? {})
  return async (c, next) => {
    const unknown = Object.keys(c.req.query()).find((name) => !known.includes(name))
    if (unknown === undefined) return next()
    const expected = known.length > 0 ? known.join(', ') : 'no parameters'
    throw new HttpError(400, 'invalid-query', `${unknown}: unknown parameter; expected ${expected}`, { field: unknown, expected })
  }
}

type Registered = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0]

function describe(
  app: OpenAPIHono<Env>,
  { method, path, access, summary, tag, query, body, answer, whole = false }: RouteDefinition,
): void {
  const failures = body || query ? { 400: { description: 'A field is wrong; `error.field` names it.' } } : {}
  const refusals =
    access === 'none' ? {} : { 401: { description: 'The key is missing or unknown.' }, 403: { description: 'The key may not do this.' } }
  const saves = whole && body !== undefined
  const route = {
    method,
    path,
    summary,
    operationId: [method, ...path.split(/\W+/).filter(Boolean)].join('_'),
    tags: [tag],
    security: securityOf(access),
    parameters: [...pathParameters(path), ...queryParameters(query), ...(saves ? [IF_MATCH] : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': described(body, 'input') } } } : {}),
    responses: {
      200: {
        description: 'Done.',
        ...(whole ? { headers: ETAG } : {}),
        ...(answer ? { content: { 'application/json': described(answer, 'output') } } : {}),
      },
      ...failures,
      ...refusals,
      ...(saves ? { 409: { description: 'Somebody changed it meanwhile: `error.facts` says who, when and what.' } } : {}),
      ...(access === 'none' ? {} : { 503: { description: 'The database takes nothing now; `Retry-After` says when to ask again.' } }),
    },
  }
  app.openAPIRegistry.registerPath(route as Registered)
}

const ETAG = { ETag: { description: 'Which edition this is, for `If-Match`.', schema: { type: 'string' } } }

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string', description: 'The `ETag` that was read: saves only if nobody changed it since, else 409 `changed-meanwhile`' },
}

function securityOf(access: Access): Record<string, []>[] {
  if (access === 'none') return []
  if (access === 'session') return [{ session: [] }]
  return access === 'key' ? [{ publicKey: [] }, { secretKey: [] }] : [{ [`${access}Key`]: [] }]
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) =>
    Object.assign(described(schema as z.ZodType, 'input'), { name, in: 'query', required: false }),
  )
}

/** Written when somebody reads the document: it takes longer than all else that a start does, and most servers are never asked for it. */
function described(schema: z.ZodType, io: 'input' | 'output'): { readonly schema: object } {
  return {
    get schema() {
      return jsonSchema(schema, io)
    },
  }
}

/** OpenAPI 3.1 speaks JSON Schema 2020-12, which zod writes itself. What zod checks by code only appears as "anything". */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
