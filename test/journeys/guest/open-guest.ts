import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { openBrowser } from '../../harness/browser.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire, type Wire } from '../../harness/wire.ts'
import { inspect, type Inspection } from './inspect.ts'
import { prepare } from './workspace.ts'

/** What a page's script has of ours. */
export type Host = { espalier: Client }

/** A host's page with our script in it. */
export interface Guest extends Inspection {
  page: Page
  wire: Wire
}

/** How to open one. */
export interface Opening {
  /** The page, with a question mark and what follows. */
  path?: string
  /** The origin of the page in place of the host's own. */
  origin?: string
  settings?: BrowserContextOptions
  /** What happens before the page opens; its scripts run before all others. */
  before?: (page: Page) => Promise<unknown>
}

/** Hosts to be a guest of: the real server with a campaign of each kind, pages of another origin, and Chromium. */
export interface Guests {
  server: Server
  pages: HostPages
  browser: Browser
  open(opening?: Opening): Promise<Guest>
  stop(): Promise<void>
}

/** Starts server, pages and browser. `csp` is the pages' policy. */
export async function openGuests(csp?: string, browserOptions?: Parameters<typeof openBrowser>[0]): Promise<Guests> {
  const server = await startServer()
  await prepare(server)
  const pages = await servePages({ folder: import.meta.dirname, espalier: server, ...(csp && { csp }) })
  const browser = await openBrowser(browserOptions)
  return {
    server,
    pages,
    browser,
    async open({ path = '/', origin = pages.url, settings, before } = {}) {
      const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1000, height: 900 }, ...settings })
      const wire = watchWire(context, server.url)
      const page = await context.newPage()
      await before?.(page)
      const inspection = await inspect(page)
      await page.goto(origin + path)
      return { page, wire, ...inspection }
    },
    async stop() {
      await browser.close()
      await pages.stop()
      await server.stop()
    },
  }
}

let people = 0

/** Signs somebody new in, as a host does, and waits until the server has answered. */
export async function signIn(frame: Page | Frame): Promise<void> {
  await frame.waitForFunction(() => 'espalier' in globalThis)
  await frame.evaluate(async (name) => {
    const { espalier } = globalThis as unknown as Host
    espalier.identify(`u_${name}`)
    espalier.group(`a_${name}`)
    await new Promise<void>((resolve) => void espalier.on('ready', () => resolve()))
  }, ++people)
}

/** Tracks an event by its name. */
export async function track(frame: Page | Frame, event: string): Promise<void> {
  await frame.evaluate((name) => (globalThis as unknown as Host).espalier.track(name), event)
}

/** Looks at everything and answers the question, as a person does, until the server has the answer. */
export async function useAll(frame: Page | Frame): Promise<void> {
  await frame.getByRole('heading', { name: '10 left' }).waitFor()
  await frame.locator('espalier-gate [part~=action]').waitFor()
  await frame.locator('espalier-meter [part~=bar]').waitFor({ state: 'attached' })
  await track(frame, 'Finished')
  await answer(frame)
  await frame.locator('espalier-slot[name=top]').getByRole('button', { name: 'Not now' }).click()
  await frame.evaluate(async () => {
    const { espalier } = globalThis as unknown as Host
    await espalier.explain()
    await espalier.flush()
  })
}

/** Uses what works without an answer of ours: nothing is forbidden to anybody, and what was tracked waits. */
export async function useUnheard(frame: Page | Frame): Promise<void> {
  await track(frame, 'Finished')
  const allowed = await frame.evaluate(async () => {
    const { espalier } = globalThis as unknown as Host
    espalier.setUsage('exports', { used: 3, limit: 10 })
    await espalier.flush()
    await espalier.explain()
    return espalier.check('analytics').allowed
  })
  if (!allowed) throw new Error('Something was locked although nothing is known')
  await frame.getByRole('button', { name: 'Export' }).click()
}

/** Answers the question in the corner. */
export async function answer(frame: Page | Frame): Promise<void> {
  const question = frame.locator('espalier-nps')
  await question.locator('[value="9"]').check()
  await question.locator('textarea').fill('The exports')
  await question.getByRole('button', { name: 'Send' }).click()
  await question.getByRole('heading', { name: 'Thank you' }).waitFor()
  await question.getByRole('button', { name: 'Close' }).click()
  await question.waitFor({ state: 'detached' })
}
