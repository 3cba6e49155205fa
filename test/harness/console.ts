import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser } from './browser.ts'
import { startDemoServer } from './demo.ts'
import { watchPage, type Complaints } from './page.ts'
import type { Server } from './server.ts'

/** The console of a demo server, on a new page for each test. */
export interface ConsoleVisit {
  browser: Browser
  server: Server
  context: BrowserContext
  page: Page
}

/** What a visit may begin with. */
export interface ConsoleOptions extends BrowserContextOptions {
  /** Signs in before each test. */
  signedIn?: boolean
}

/** Opens the console for the tests of a file. A page that complains fails its test. Read the answer's fields inside of tests. */
export function useConsole({ signedIn = false, ...options }: ConsoleOptions = {}): ConsoleVisit {
  const visit = {} as ConsoleVisit
  let complaints: Complaints
  beforeAll(async () => {
    ;[visit.browser, visit.server] = await Promise.all([openBrowser(), startDemoServer()])
  })
  afterAll(async () => {
    await visit.browser?.close()
    await visit.server?.stop()
  })
  beforeEach(async () => {
    const context = await visit.browser.newContext({ locale: 'en-US', ...options })
    visit.context = context
    if (signedIn) await signIn(context, visit.server)
    visit.page = await context.newPage()
    complaints = await watchPage(visit.page)
  })
  afterEach(async () => {
    await visit.context.close()
    expect(complaints).toEqual({ console: [], errors: [], policy: [] })
  })
  return visit
}

/** Signs in to the demo's console. */
export async function signIn(context: BrowserContext, { url }: Server): Promise<void> {
  const entered = await context.request.post(`${url}/api/demo-session`, { data: {}, headers: { origin: url } })
  expect(entered.status()).toBe(200)
}
