import type { Client } from '@espalier/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { call } from '../../harness/call.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire } from '../../harness/wire.ts'

type Host = { espalier: Client }

const MINUTE = 60_000
const words = { title: 'Published later', body: 'It takes a minute.', action: { label: 'Have a look' } }
const CARD = {
  id: 'later',
  name: 'Later',
  motion: 'adoption',
  problemSolved: 'People do not find what would help them.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'until-answered' },
  goal: { kind: 'external' },
}

let server: Server
let pages: HostPages
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  await call(server, 'PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0, quietFirstSeconds: 0 } })
  pages = await servePages({ folder: import.meta.dirname, espalier: server })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await pages?.stop()
  await server?.stop()
})

const seen = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

test('a page that is open all day learns what is new from what happens on it, five minutes later at the soonest, and rests while nobody can see it', async () => {
  const context = await browser.newContext({ locale: 'en-US' })
  const wire = watchWire(context, server.url)
  const asked = (): number => wire.sent.filter(({ path }) => path === '/v1/boot').length
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(pages.url)
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.clock.runFor(1000)
  await page.evaluate(() => new Promise<void>((resolve) => void (globalThis as unknown as Host).espalier.on('ready', () => resolve())))
  expect([asked(), await page.getByRole('heading', { name: words.title }).count()]).toEqual([1, 0])

  await call(server, 'PUT', '/v1/campaigns/later', CARD)
  await call(server, 'POST', '/v1/campaigns/later/publish')
  const rest = async (): Promise<void> => {
    await page.clock.runFor(1000)
    await page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
  }
  const act = (): Promise<void> => page.evaluate(() => (globalThis as unknown as Host).espalier.track('Report Opened'))
  await page.clock.runFor(4 * MINUTE)
  await act()
  await rest()
  await page.clock.runFor(MINUTE)
  await rest()
  expect(asked()).toBe(1)
  await act()
  await page.clock.runFor(1000)
  await page.getByRole('heading', { name: words.title }).waitFor()
  await rest()
  expect(asked()).toBe(2)

  await seen(page, true)
  await page.clock.runFor(60 * MINUTE)
  await act()
  await rest()
  expect(asked()).toBe(2)
  await seen(page, false)
  await page.clock.runFor(1000)
  await expect.poll(asked).toBe(3)
  await rest()
  await page.clock.runFor(4 * MINUTE)
  await act()
  await rest()
  expect([asked(), await page.getByRole('heading', { name: words.title }).count()]).toEqual([3, 1])
  await page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
  expect(wire.events().filter(({ event }) => event === 'espalier:exposure')).toHaveLength(1)
  await context.close()
})
