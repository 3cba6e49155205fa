import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import type { Env } from './env.ts'
import { answerError } from './errors.ts'
import { createPageRoutes } from './page-route.ts'

let root: string
let open: OpenApp
let app: OpenAPIHono<Env>

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'espalier-pages-'))
  const files = {
    'packages/sdk/dist/sdk.js': 'sdk()',
    'packages/console/dist/index.html': '<!doctype html><title>Console</title>',
    'packages/console/dist/assets/main-a1b2.js': 'main()',
    'examples/plain-html/index.html': '<!doctype html><title>Demo</title>',
    'examples/plain-html/text/ja.js': 'export {}',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  open = await openApp()
  app = createPageRoutes(open.deps, root)
  app.onError((error, c) => answerError(error, c, open.deps))
})

afterAll(async () => {
  await open[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

async function get(path: string) {
  const answer = await app.request(path)
  return { status: answer.status, header: (name: string) => answer.headers.get(name), text: await answer.text() }
}

test('answers every address of the console with its page, and only real files below assets', async () => {
  for (const path of ['/console/', '/console/campaigns/near-limit']) expect((await get(path)).text).toContain('<title>Console</title>')
  expect((await get('/console/assets/main-a1b2.js')).header('cache-control')).toContain('immutable')
  expect((await get('/console/assets/old.js')).status).toBe(404)
  expect((await get('/console')).header('location')).toBe('/console/')
})

test('serves the demo product in demo mode only', async () => {
  expect((await get('/demo/')).text).toContain('<title>Demo</title>')
  expect((await get('/demo/text/ja.js')).header('content-type')).toBe('text/javascript; charset=utf-8')
  for (const path of ['/demo/%2e%2e/%2e%2e/packages/sdk/dist/sdk.js', '/demo/..%2f..%2fpackages/sdk/dist/sdk.js', '/demo/%']) {
    expect((await get(path)).status).toBe(404)
  }
  const live = createPageRoutes({ ...open.deps, mode: 'live' }, root)
  expect((await live.request('/demo/')).status).toBe(404)
  expect(await (await live.request('/')).text()).not.toContain('/demo/')
})
