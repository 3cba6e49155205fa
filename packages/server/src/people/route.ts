import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { unknown } from '../http/unknown.ts'
import type { PageRequest } from '../store/people.ts'
import { changeAccount } from './change-account.ts'
import { changeUser } from './change-user.ts'
import { toAccountSummary, toUserSummary } from './present.ts'
import { readAccount } from './read-account.ts'
import { readUser } from './read-user.ts'
import { account, accountChange, accountList, listQuery, user, userChange, userList } from './shapes.ts'

/** People and accounts as the console and the host's own systems see them. */
export function createPeopleRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const common = { method: 'get', access: 'secret', tag: 'People' } as const

  addRoute(app, deps, { ...common, path: '/v1/users', summary: 'List people', query: listQuery, answer: userList }, async (c) => {
    const { rows, next } = await onePage(c, (request) => store.people.listPersons(request))
    return c.json({ users: rows.map(toUserSummary), ...next })
  })
  const person = { ...common, path: '/v1/users/{id}', answer: user }
  const answerUser = async (c: Context<Env>) => c.json((await readUser(store, idOf(c))) ?? unknownUser(idOf(c)))
  addRoute(app, deps, { ...person, summary: 'Read a person' }, answerUser)
  addRoute(app, deps, { ...person, method: 'put', summary: 'Spare a person offers for a while', body: userChange }, async (c) => {
    const body = await parseBody(c, userChange, 'invalid-user')
    return (await changeUser(store, idOf(c), body, clock())) ? answerUser(c) : unknownUser(idOf(c))
  })
  addRoute(app, deps, { ...common, path: '/v1/accounts', summary: 'List accounts', query: listQuery, answer: accountList }, async (c) => {
    const { defaultPlan } = await store.workspace.catalog()
    const { rows, next } = await onePage(c, (request) => store.people.listAccounts(request))
    return c.json({ accounts: rows.map((one) => toAccountSummary(one, defaultPlan)), ...next })
  })
  const one = { ...common, path: '/v1/accounts/{id}', answer: account }
  const answerAccount = async (c: Context<Env>) => {
    const id = idOf(c)
    const found = await readAccount(store, id, clock())
    if (!found) throw unknown('account', id)
    return c.json(found)
  }
  addRoute(app, deps, { ...one, summary: 'Read an account' }, answerAccount)
  addRoute(app, deps, { ...one, method: 'put', summary: 'Change an account', body: accountChange }, async (c) => {
    await changeAccount(store, idOf(c), await parseBody(c, accountChange, 'invalid-account'), clock())
    return answerAccount(c)
  })
  return app
}

/** Reads one row more than asked for, to know whether there is another page. */
async function onePage<T extends { id: string; lastSeenAt: number }>(
  c: Context<Env>,
  list: (request: PageRequest) => Promise<T[]>,
): Promise<{ rows: T[]; next: { next?: string } }> {
  const { search, order, cursor, limit } = parseQuery(c, listQuery)
  const found = await list({
    limit: limit + 1,
    order,
    ...(search && { search: search.replaceAll('\0', '') }),
    ...(cursor !== undefined && placeOf(Buffer.from(cursor, 'base64url').toString('utf8').replaceAll('\0', ''), order)),
  })
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  if (!last) return { rows, next: {} }
  const place = order === 'id' ? last.id : `${last.lastSeenAt} ${last.id}`
  return { rows, next: { next: Buffer.from(place).toString('base64url') } }
}

/** What a page ended with, as its `next` says it. */
function placeOf(place: string, order: PageRequest['order']): Pick<PageRequest, 'after' | 'afterSeenAt'> {
  if (order === 'id') return { after: place }
  const [, time, id] = /^(\d{1,16}) (.*)$/s.exec(place) ?? []
  if (time !== undefined && id !== undefined) return { after: id, afterSeenAt: Number(time) }
  throw new HttpError(400, 'invalid-query', 'cursor: expected "next" of a page in the same order', { field: 'cursor' })
}

function unknownUser(id: string): never {
  throw unknown('user', id)
}

function idOf(c: Context<Env>): string {
  return c.req.param('id') ?? ''
}
