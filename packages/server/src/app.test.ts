import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApp } from './open-app.case.ts'
import type { OpenApp } from './open-app.case.ts'
import type { Access } from './http/keys.ts'
import { VERSION_PATTERN } from './script/address.ts'

/** Who may call which route; `token` is one that the console made for this purpose. A new route needs a row here. */
const ROUTES: Readonly<Record<string, Access | 'token'>> = {
  'post /v1/batch': 'key',
  'post /v1/track': 'key',
  'post /v1/identify': 'key',
  'post /v1/group': 'key',
  'post /v1/page': 'key',
  'post /v1/screen': 'key',
  'post /v1/alias': 'key',
  'post /v1/boot': 'public',
  'get /v1/users': 'secret',
  'get /v1/users/{id}': 'secret',
  'put /v1/users/{id}': 'secret',
  'delete /v1/users/{id}': 'secret',
  'get /v1/users/{id}/export': 'secret',
  'get /v1/accounts': 'secret',
  'get /v1/accounts/{id}': 'secret',
  'put /v1/accounts/{id}': 'secret',
  'delete /v1/accounts/{id}': 'secret',
  'get /v1/accounts/{id}/export': 'secret',
  'get /v1/accounts/{id}/merge': 'secret',
  'post /v1/accounts/{id}/merge': 'secret',
  'get /v1/reports/campaigns/{id}': 'secret',
  'get /v1/reports/campaigns/{id}/accounts': 'secret',
  'get /v1/reports/campaigns/{id}/credits': 'secret',
  'get /v1/catalog': 'secret',
  'put /v1/catalog': 'secret',
  'get /v1/definitions': 'secret',
  'put /v1/definitions': 'secret',
  'get /v1/definitions/counting': 'secret',
  'get /v1/settings': 'secret',
  'put /v1/settings': 'secret',
  'get /v1/hook': 'secret',
  'put /v1/hook': 'secret',
  'delete /v1/hook': 'secret',
  'post /v1/hook/test': 'secret',
  'get /v1/campaigns': 'secret',
  'get /v1/campaigns/{id}': 'secret',
  'put /v1/campaigns/{id}': 'secret',
  'get /v1/campaigns/{id}/guardrails': 'secret',
  'post /v1/campaigns/{id}/publish': 'secret',
  'post /v1/campaigns/{id}/state': 'secret',
  'get /v1/campaigns/{id}/versions': 'secret',
  'get /v1/campaigns/{id}/versions/{version}': 'secret',
  'get /v1/decisions/explain': 'secret',
  'post /v1/debug': 'secret',
  'get /v1/debug': 'token',
  'get /v1/reports/held-back': 'secret',
  'get /v1/reports/held-back/accounts': 'secret',
  'get /v1/reports/losses': 'secret',
  'post /v1/decisions/audience': 'secret',
  'post /v1/decisions/conflicts': 'secret',
  'post /v1/decisions/backtest': 'secret',
  'get /v1/decisions/backtest': 'secret',
  'get /v1/decisions/backtest/{id}': 'secret',
  'delete /v1/decisions/backtest/{id}': 'secret',
  'post /v1/conversions': 'secret',
  'post /v1/exposures': 'secret',
  'post /v1/stripe': 'none',
  'post /v1/subscriptions': 'secret',
  'post /v1/subscriptions/import': 'secret',
  'get /v1/billing/events': 'secret',
  'get /v1/rates': 'secret',
  'put /v1/rates': 'secret',
  'get /v1/reports/plan': 'secret',
  'post /v1/reports/funnel': 'secret',
  'get /v1/changes': 'secret',
  'post /v1/reports/funnel/rows': 'secret',
  'get /v1/reports/revenue': 'secret',
  'get /v1/reports/revenue/accounts': 'secret',
  'get /v1/reports/revenue/cohorts': 'secret',
  'get /v1/reports/home': 'secret',
  'get /v1/reports/home/accounts': 'secret',
  'get /v1/reports/surveys': 'secret',
  'get /v1/reports/features': 'secret',
  'get /v1/reports/features/accounts': 'secret',
  'get /v1/reports/leads': 'secret',
  'get /v1/leads/{campaign}/{account}': 'secret',
  'put /v1/leads/{campaign}/{account}': 'secret',
  'get /v1/keys': 'secret',
  'post /v1/keys': 'secret',
  'delete /v1/keys/{id}': 'secret',
  'get /v1/identity/keys': 'secret',
  'post /v1/identity/keys': 'secret',
  'delete /v1/identity/keys/{id}': 'secret',
  'get /v1/reports/identity': 'secret',
  'get /v1/check': 'secret',
  'get /v1/sri.json': 'none',
  'get /v1/snippet': 'none',
  'get /api/session': 'none',
  'post /api/auth/change-password': 'session',
  'get /api/sessions': 'session',
  'delete /api/sessions': 'session',
  'delete /api/sessions/{id}': 'session',
  'get /v1/colleagues': 'secret',
  'post /v1/colleagues/invitations': 'secret',
  'delete /v1/colleagues/invitations/{id}': 'secret',
  'delete /v1/colleagues/{id}': 'secret',
  // From here on sessions end.
  'post /api/demo-session': 'none',
  'post /api/auth/sign-in/email': 'none',
  'post /api/auth/sign-up/email': 'none',
  'post /api/auth/join': 'none',
  'post /api/auth/sign-out': 'none',
  'get /health': 'none',
  'get /metrics': 'none',
}

/** Pages and files: no key, and nothing for the OpenAPI document. */
const PAGES = new Set(
  [
    '/',
    '/pages/:name',
    '/v1/sdk.js',
    '/v1/:file{(?:[\\w-]+|chunks/[\\w.-]+)\\.js}',
    `/v1/:version{${VERSION_PATTERN}}/:file{.+}`,
    '/console',
    '/console/*',
    '/demo',
    '/demo/*',
    '/v1/openapi.json',
    '/docs',
  ].map((path) => `get ${path}`),
)

const EVERYBODY = { none: 'let in', wrong: 'let in', public: 'let in', secret: 'let in', session: 'let in' }
const NOBODY = { none: 'unknown', wrong: 'unknown', public: 'refused', secret: 'refused', session: 'unknown', stranger: 'unknown' }

/** `stranger` is a signed-in browser on the page of another site. */
const EXPECTED: Readonly<Record<Access | 'token', (changes: boolean, route: string) => object>> = {
  none: (changes, route) => ({ ...EVERYBODY, stranger: changes && route.includes('/api/') ? 'refused' : 'let in' }),
  public: () => ({ ...NOBODY, public: 'let in' }),
  token: () => ({ ...NOBODY, public: 'unknown', secret: 'unknown' }),
  key: () => ({ ...NOBODY, public: 'let in', secret: 'let in' }),
  session: (changes) => ({ ...NOBODY, session: 'let in', stranger: changes ? 'refused' : 'let in' }),
  secret: (changes) => ({ ...NOBODY, secret: 'let in', session: 'let in', stranger: changes ? 'refused' : 'let in' }),
}

async function described({ call }: OpenApp): Promise<string[]> {
  const { body } = await call('GET', '/v1/openapi.json')
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
}

/** What the router really serves, middleware aside. */
function served({ app }: OpenApp): string[] {
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method.toLowerCase()} ${path}`)
  return [...new Set(routes)]
    .filter((route) => !PAGES.has(route) && !route.includes(' /demo/api/'))
    .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
}

describe('every route', () => {
  test('has a row that says who may call it, and is described', async () => {
    await using open = await openApp()
    expect((await described(open)).toSorted()).toEqual(Object.keys(ROUTES).toSorted())
    expect(served(open).toSorted()).toEqual(Object.keys(ROUTES).toSorted())
  })

  test('has a name of its own for programs that are made from the document', async () => {
    await using open = await openApp()
    const { body } = await open.call('GET', '/v1/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(Object.keys(ROUTES).length)
  })

  test('is missed when it has no row', async () => {
    await using open = await openApp()
    open.app.get('/v1/forgotten', (c) => c.text('open to all'))
    expect(served(open)).toContain('get /v1/forgotten')
    expect(ROUTES).not.toHaveProperty('get /v1/forgotten')
  })

  describe('lets in whom it says', () => {
    let open: OpenApp
    let cookie: string

    beforeAll(async () => {
      open = await openApp()
      cookie = (await open.call('POST', '/api/demo-session', undefined, { key: null })).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    })
    afterAll(() => open[Symbol.asyncDispose]())

    async function ask(route: string, key: string | null, headers: Record<string, string> = {}): Promise<string> {
      const [method = '', path = ''] = route.split(' ')
      const body = method === 'get' || method === 'delete' ? undefined : {}
      const { status, headers: told } = await open.call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1'), body, { key, headers })
      expect(status).toBeLessThan(500)
      // What is not for everybody stays in no cache, neither the answer nor the refusal.
      expect([told.get('cache-control'), 'open to all']).toContain(
        ROUTES[route] === 'secret' || ROUTES[route] === 'session' ? 'no-store' : 'open to all',
      )
      return status === 401 ? 'unknown' : status === 403 ? 'refused' : 'let in'
    }

    test.each(Object.entries(ROUTES))('%s (%s)', async (route, access) => {
      const changes = !route.startsWith('get ')
      const asked = {
        none: await ask(route, null),
        wrong: await ask(route, 'sk_live_wrong'),
        public: await ask(route, 'pk_test_demo'),
        secret: await ask(route, 'sk_test_demo'),
        session: await ask(route, null, { cookie, origin: 'http://localhost' }),
        stranger: await ask(route, null, { cookie, origin: 'https://elsewhere.example' }),
      }
      expect(asked).toEqual(EXPECTED[access](changes, route))
    })
  })
})

describe('the app', () => {
  test('answers what does not exist with an error of the usual shape', async () => {
    await using open = await openApp()
    expect(await open.call('GET', '/v1/nothing')).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
  })

  test('keeps the reason of a failure in its log', async () => {
    await using open = await openApp()
    open.app.get('/failing', () => {
      throw new Error('the disk is full of secrets')
    })
    const { status, body } = await open.call('GET', '/failing')
    expect([status, body.error.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(body)).not.toContain('secrets')
  })

  test('counts requests by route, not by address', async () => {
    await using open = await openApp()
    await open.call('GET', '/v1/campaigns/one')
    await open.call('GET', '/v1/campaigns/two')
    const { body } = await open.call('GET', '/metrics')
    expect(body).toContain('espalier_requests_total{method="GET",route="/v1/campaigns/:id",status="404"} 2')
  })

  test('says that it is well, and that it is not', async () => {
    await using open = await openApp()
    expect(await open.call('GET', '/health', undefined, { key: null })).toMatchObject({
      status: 200,
      body: { status: 'ok', mode: 'demo', database: { engine: 'sqlite' } },
    })
    await open.deps.store.database.db.destroy()
    expect(await open.call('GET', '/health')).toMatchObject({ status: 503, body: { status: 'failing' } })
  })

  test('speaks the language of the visitor on its pages', async () => {
    await using open = await openApp()
    const page = async (path: string, language: string) =>
      (await open.call('GET', path, undefined, { headers: { 'accept-language': language } })).body as string
    expect(await page('/', 'ja,en;q=0.5')).toContain('lang="ja"')
    expect(await page('/', 'de')).toContain('Grow the customers you already have.')
    expect(await page('/?lang=ja', 'en')).toContain('デモ製品')
    const reference = await page('/docs?lang=ja', 'en')
    const { body } = await open.call('GET', '/v1/openapi.json')
    const english = Object.values(body.paths as Record<string, Record<string, { summary: string }>>).flatMap((methods) =>
      Object.values(methods).map(({ summary }) => summary),
    )
    expect(english.filter((summary) => reference.includes(`>${summary}<`))).toEqual([])
  })
})
