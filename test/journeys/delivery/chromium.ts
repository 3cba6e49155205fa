import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { startFaultProxy, type FaultProxy } from '../../harness/fault-proxy.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'

/** A host's pages in Chromium, whose network to the server can be spoilt. */
export interface Chromium {
  server: Server
  proxy: FaultProxy
  pages: HostPages
  browser: Browser
  /** One person's browser, made anew for each test. */
  context: BrowserContext
}

/** Starts everything for the tests of a file. Read the answer's fields inside of tests. */
export function useChromium(): Chromium {
  const all = {} as Chromium
  beforeAll(async () => {
    all.server = await startServer()
    all.proxy = await startFaultProxy(all.server.url)
    all.pages = await servePages({ folder: import.meta.dirname, espalier: { url: all.proxy.url, publicKey: all.server.publicKey } })
    all.browser = await openBrowser()
  })
  beforeEach(async () => {
    all.proxy.fate = () => 'pass'
    all.context = await all.browser.newContext({ locale: 'en-US' })
  })
  afterEach(() => all.context.close())
  afterAll(async () => {
    await all.browser?.close()
    await all.pages?.stop()
    await all.proxy?.stop()
    await all.server?.stop()
  })
  return all
}
