import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import type { Env } from '../http/env.ts'
import { unknown } from '../http/unknown.ts'
import { eraseAccount } from './erase-account.ts'
import { erasePerson } from './erase-person.ts'
import { partOf } from '../merging/merge-account.ts'
import { accountNamed } from '../decisions/rules.ts'
import { exportOf } from './export.ts'
import { whoseOfAccount, whoseOfPerson } from './whose.ts'

const rows = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))
/** Answers of both exports: rows by the table that keeps them. */
const userExport = z.object({ user: z.string(), exportedAt: z.iso.datetime(), tables: rows })
const accountExport = z.object({ account: z.string(), exportedAt: z.iso.datetime(), tables: rows })

const erased = z.object({ erased: z.literal(true) })
const erasedAccount = erased.extend({
  people: z.array(z.string()).describe('Who was erased with it: people of the account who are in no other one'),
  stay: z.array(z.string()).describe('Who stays, because they are in other accounts, too'),
})

/** Everything that is kept of a person or an account, to be handed out; a person, to be erased. */
export function createPrivacyRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { bootLog, clock, store, sweeper } = deps
  const common = { method: 'get', access: 'secret', tag: 'Privacy' } as const

  addRoute(app, deps, { ...common, path: '/v1/users/{id}/export', summary: 'Export a person', answer: userExport }, async (c) => {
    const whose = await whoseOfPerson(store, idOf(c))
    if (!whose) throw unknown('user', idOf(c))
    const [user = ''] = whose.persons
    return file(exportOf(store.privacy, whose, { user, at: clock() }), 'user')
  })
  const erasing = { ...common, method: 'delete', path: '/v1/users/{id}', summary: 'Erase a person', answer: erased } as const
  addRoute(app, deps, erasing, async (c) => {
    // What pages were answered before is erased, too.
    await bootLog.settled()
    const done = await erasePerson(store, idOf(c), { at: clock(), author: c.var.caller.name })
    if (!done) throw unknown('user', idOf(c))
    sweeper.soon()
    return c.json({ erased: true })
  })
  const erasingAccount = {
    ...common,
    method: 'delete',
    path: '/v1/accounts/{id}',
    summary: 'Erase an account, and its people who are in no other one',
    answer: erasedAccount,
  } as const
  addRoute(app, deps, erasingAccount, async (c) => {
    await bootLog.settled()
    const into = await accountNamed(store, idOf(c))
    // Who erases means to lose one account, and would lose both.
    if (into !== idOf(c)) throw partOf(idOf(c), into)
    const done = await eraseAccount(store, idOf(c), { at: clock(), author: c.var.caller.name })
    if (!done) throw unknown('account', idOf(c))
    sweeper.soon()
    return c.json({ erased: true, ...done })
  })
  addRoute(app, deps, { ...common, path: '/v1/accounts/{id}/export', summary: 'Export an account', answer: accountExport }, async (c) => {
    const account = await accountNamed(store, idOf(c))
    const whose = await whoseOfAccount(store, account)
    if (!whose) throw unknown('account', account)
    return file(exportOf(store.privacy, whose, { account, at: clock() }), 'account')
  })
  return app
}

/** A file to keep: no cache in between may do so, too. */
function file(body: ReadableStream<Uint8Array>, of: string): Response {
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'content-disposition': `attachment; filename="espalier-${of}.json"`,
      'cache-control': 'no-store',
    },
  })
}

function idOf(c: Context<Env>): string {
  return c.req.param('id') ?? ''
}
