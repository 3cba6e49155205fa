import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createApp } from './app.ts'
import { createDeps } from './deps.ts'
import type { Deps, DepsOptions } from './deps.ts'
import type { Env } from './http/env.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'

/** An answer as tests look at it. */
export interface Answered {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests compare it with what they expect
  body: any
}

/** The real app over a real database in a temporary folder. */
export interface OpenApp extends AsyncDisposable {
  app: OpenAPIHono<Env>
  deps: Deps
  /** Sends `body` as JSON (text goes as it is) with the key, `sk_test_demo` by default; `null` is none. */
  call(method: string, path: string, body?: unknown, options?: { key?: string | null; headers?: Record<string, string> }): Promise<Answered>
}

const FILE = 'espalier.db'
/** A database whose tables are made and empty: making them anew for each test is most of what opening one costs. */
let empty: Promise<Buffer> | undefined

async function makeEmpty(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-empty-'))
  const store = await openStore({ folder })
  await store.close()
  const file = await readFile(join(folder, FILE))
  await rm(folder, { recursive: true })
  return file
}

/** Opens the app in demo mode, so that the well-known keys work. Disposing closes and deletes everything. */
export async function openApp(options: DepsOptions = {}): Promise<OpenApp> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-app-'))
  await writeFile(join(folder, FILE), await (empty ??= makeEmpty()))
  const open = appOn(await openStore({ folder }), options)
  return {
    ...open,
    async [Symbol.asyncDispose]() {
      await open[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** The same over a store that is open already. Disposing closes it. */
export function appOn(store: Store, options: DepsOptions = {}): OpenApp {
  const deps = createDeps(store, { mode: 'demo', ...options })
  const app = createApp(deps)
  return {
    app,
    deps,
    async call(method, path, body, { key = 'sk_test_demo', headers = {} } = {}) {
      const answer = await app.request(path, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await answer.text()
      const json = answer.headers.get('content-type')?.includes('json') && text !== ''
      return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
    },
    async [Symbol.asyncDispose]() {
      await deps.guardrails.settled()
      await deps.postman.settled()
      await deps.bootLog.settled()
      await deps.identity.tally.settled()
      await deps.unsigned.settled()
      await deps.counting.stop()
      await deps.sweeper.stop()
      await store.close()
    },
  }
}
