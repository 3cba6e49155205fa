import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { openBrowser } from '../../harness/browser.ts'
import { servePages, watchPage, type Complaints } from '../../harness/page.ts'

const ESPALIER = 'https://grow.example.com'

/** A widget's outcome as the host page keeps it. */
interface Reported {
  kind: string
  type: string
  how?: string
  score?: number
  comment?: string
  url?: string
}

/** A host page in a browser of its own settings. */
interface Opened {
  page: Page
  complaints: Complaints
  /** What the widgets reported so far. */
  outcomes(): Promise<Reported[]>
}

/** The built widgets beside a host page, in real Chromium. */
export interface WidgetPages {
  /** Opens the page; `show` lists widgets as `kind@place`. */
  open(options?: {
    show?: string[]
    locale?: 'en' | 'ja'
    /** With words that are as long as words get. */
    long?: boolean
    settings?: BrowserContextOptions
    before?: (page: Page) => Promise<void>
  }): Promise<Opened>
  close(): Promise<void>
}

/** Builds the widgets as they are shipped and serves a page that uses them, under a content security policy where one is given. */
export async function openWidgetPages(csp?: string): Promise<WidgetPages> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-widgets-'))
  await build({ root: resolve(import.meta.dirname, '../../../packages/widgets'), logLevel: 'error', build: { outDir: folder } })
  const pages = await servePages({
    folder: import.meta.dirname,
    espalier: { url: ESPALIER, publicKey: 'pk_test_widgets' },
    ...(csp && { csp }),
  })
  const browser: Browser = await openBrowser()
  return {
    async open({ show = [], locale = 'en', long = false, settings = {}, before } = {}) {
      const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1000, height: 800 }, ...settings })
      await context.route(`${ESPALIER}/v1/**`, async (route) => {
        const body = await readFile(join(folder, new URL(route.request().url()).pathname.replace('/v1/', '')))
        await route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } })
      })
      const page = await context.newPage()
      const complaints = await watchPage(page)
      await before?.(page)
      await page.goto(
        `${pages.url}/?${new URLSearchParams([['locale', locale], ...(long ? [['long', '']] : []), ...show.map((one) => ['show', one])])}`,
      )
      await page.waitForFunction(() => 'journey' in globalThis)
      for (const one of show)
        await page
          .locator(`${ELEMENTS[one.split('@')[0] ?? '']} [part~=root]`)
          .first()
          .waitFor()
      return {
        page,
        complaints,
        outcomes: () => page.evaluate(() => (globalThis as unknown as { journey: { outcomes: Reported[] } }).journey.outcomes),
      }
    },
    async close() {
      await browser.close()
      await pages.stop()
      await rm(folder, { recursive: true })
    },
  }
}

const ELEMENTS: Record<string, string> = {
  card: 'espalier-slot',
  modal: 'espalier-modal',
  gate: 'espalier-gate',
  nps: 'espalier-nps',
}
