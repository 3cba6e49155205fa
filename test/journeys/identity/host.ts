import { createHmac } from 'node:crypto'
import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'

/** A host with a server of its own that signs tokens, in front of a real browser. */
export interface Host {
  server: Server
  pages: HostPages
  browser: Browser
  /** Calls a route with the secret key. */
  call(method: string, path: string, body?: unknown): Promise<unknown>
  /** Changes settings, the others stay as they are. */
  decide(change: object): Promise<void>
  /** Signs as the host's server does. */
  token(user: string, account: string): string
  stop(): Promise<void>
}

/** Starts all of it. */
export async function startHost(): Promise<Host> {
  const server = await startServer()
  const [pages, browser] = await Promise.all([servePages({ folder: import.meta.dirname, espalier: server }), openBrowser()])
  const call: Host['call'] = async (method, path, body) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return response.json()
  }
  const key = (await call('POST', '/v1/identity/keys', { algorithm: 'HS256', label: 'Host' })) as { id: string; secret: string }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return {
    server,
    pages,
    browser,
    call,
    async decide(change) {
      await call('PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0, quietFirstSeconds: 0 }, ...change })
    },
    token(user, account) {
      const now = Math.floor(Date.now() / 1000)
      const head = `${part({ alg: 'HS256', kid: key.id })}.${part({ sub: user, acc: account, iat: now, exp: now + 3600 })}`
      return `${head}.${createHmac('sha256', key.secret).update(head).digest('base64url')}`
    },
    async stop() {
      await browser.close()
      await pages.stop()
      await server.stop()
    },
  }
}

/** Opens the page that starts Espalier by code, with tokens for whoever `signIn` named last, and waits for the server's answer. */
export async function open(host: Host, context: BrowserContext, options: { persistence?: 'memory'; signed?: boolean } = {}): Promise<Page> {
  const page = await context.newPage()
  await page.goto(host.pages.url)
  const { persistence, signed = true } = options
  await page.evaluate(
    ({ key, kept, withToken }) => {
      const scope = globalThis as unknown as { espalier: Client & { init(options: object): void }; hostTokens: Record<string, string> }
      const token = async ({ userId, groupId }: { userId?: string; groupId?: string }) => scope.hostTokens[`${userId} of ${groupId}`]
      scope.hostTokens = {}
      scope.espalier.init({ key, ...(kept && { persistence: kept }), ...(withToken && { token }) })
      return new Promise<void>((resolve) => void scope.espalier.on('ready', () => resolve()))
    },
    { key: host.server.publicKey, kept: persistence, withToken: signed },
  )
  return page
}

/** Signs somebody in to the host, which tells Espalier. */
export async function signIn(host: Host, page: Page, user: string, account: string): Promise<void> {
  await page.evaluate(
    ({ token, userId, groupId }) => {
      const scope = globalThis as unknown as { espalier: Client; hostTokens: Record<string, string> }
      scope.hostTokens[`${userId} of ${groupId}`] = token
      scope.espalier.identify(userId, { email: `${userId}@example.com` })
      scope.espalier.group(groupId)
    },
    { token: host.token(user, account), userId: user, groupId: account },
  )
}

/** Calls a verb of the client in the page. */
export function say<V extends 'track' | 'flush' | 'reset' | 'consent' | 'group'>(
  page: Page,
  verb: V,
  ...args: unknown[]
): Promise<unknown> {
  return page.evaluate(
    ([name, values]) => (globalThis as unknown as { espalier: Record<string, (...all: unknown[]) => unknown> }).espalier[name]?.(...values),
    [verb, args] as const,
  )
}

/** All that is stored in the browser for the host's origin, as one text. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const rows = await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise<unknown[]>((resolve) => {
            const opening = indexedDB.open(name)
            opening.onsuccess = () => {
              const database = opening.result
              const found: unknown[] = []
              const names = [...database.objectStoreNames]
              if (names.length === 0) return resolve([])
              const transaction = database.transaction(names)
              for (const store of names) {
                const all = transaction.objectStore(store).getAll()
                all.onsuccess = () => found.push(...(all.result as unknown[]))
              }
              transaction.oncomplete = () => {
                database.close()
                resolve(found)
              }
            }
          }),
      ),
    )
    const empty = rows.flat().length === 0 && localStorage.length === 0 && sessionStorage.length === 0 && document.cookie === ''
    return empty ? '' : JSON.stringify([{ ...localStorage }, { ...sessionStorage }, rows, document.cookie])
  })
}

/** Names of the tracked events that the server has of a user, in their order, without Espalier's own. */
export async function eventsOf(host: Host, user: string): Promise<string[]> {
  const { events = [] } = (await host.call('GET', `/v1/users/${user}`)) as {
    events?: { name: string | null; at: string; account?: string }[]
  }
  return events.flatMap(({ name }) => (name && !name.startsWith('espalier:') ? [name] : [])).toReversed()
}

/** Waits until the server has exactly these tracked events of a user. */
export async function expectEvents(host: Host, user: string, names: readonly string[]): Promise<void> {
  await expect.poll(() => eventsOf(host, user)).toEqual(names)
}
