import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire, type Wire } from '../../harness/wire.ts'

// By hand: serve this folder, open page.html, stop the network in the developer tools, press Export, and go online again.

let server: Server
let pages: HostPages
let browser: Browser
let context: BrowserContext
let wire: Wire

beforeAll(async () => {
  server = await startServer()
  pages = await servePages({ folder: import.meta.dirname, espalier: server })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await pages?.stop()
  await server?.stop()
})

beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US' })
  wire = watchWire(context, server.url)
})

afterEach(() => context.close())

/** Opens the host's page and waits until the server has answered. */
async function open(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(pages.url)
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.evaluate(
    () => new Promise<void>((resolve) => void (globalThis as unknown as { espalier: Client }).espalier.on('ready', () => resolve())),
  )
  return page
}

/** Uses the product once; `run` tells later what came from where. */
function exportReport(page: Page, run: string): Promise<void> {
  return page.evaluate((name) => (globalThis as unknown as { espalier: Client }).espalier.track('Report Exported', { run: name }), run)
}

function flush(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as { espalier: Client }).espalier.flush())
}

/** The runs that the server has, each as often as it has it. */
async function stored(): Promise<string[]> {
  const response = await fetch(`${server.url}/v1/users/u_offline`, { headers: { authorization: `Bearer ${server.secretKey}` } })
  const { events = [] } = (await response.json()) as { events?: { name: string | null; properties: Record<string, unknown> }[] }
  return events
    .flatMap(({ name, properties }) => (name === 'Report Exported' ? [String(properties['run'])] : []))
    .toSorted((left, right) => (left < right ? -1 : 1))
}

test('what happens offline arrives once the network is back, with nobody doing anything', async () => {
  const page = await open()
  await exportReport(page, 'a1')
  await flush(page)
  await context.setOffline(true)
  for (const run of ['a2', 'a3', 'a4']) await exportReport(page, run)
  await flush(page)
  expect(await stored()).toEqual(['a1'])
  await context.setOffline(false)
  await expect.poll(stored).toEqual(['a1', 'a2', 'a3', 'a4'])
})

test('what happened offline outlives its page', async () => {
  const page = await open()
  await context.setOffline(true)
  for (const run of ['b1', 'b2']) await exportReport(page, run)
  await flush(page)
  await page.close()
  await context.setOffline(false)
  await flush(await open())
  expect((await stored()).slice(-2)).toEqual(['b1', 'b2'])
})

test('what the server stored without its answer arriving is sent again and stored once', async () => {
  const page = await open()
  await flush(page)
  let lost = 0
  await context.route(`${server.url}/v1/batch`, async (route) => {
    await route.fetch()
    lost++
    await route.abort()
  })
  await exportReport(page, 'c1')
  await exportReport(page, 'c2')
  await flush(page)
  expect(lost).toBeGreaterThan(0)
  expect((await stored()).slice(-2)).toEqual(['c1', 'c2'])
  await context.unroute(`${server.url}/v1/batch`)
  await flush(page)
  const sent = wire.events().filter(({ properties }) => properties?.['run'] === 'c1')
  expect(sent.length).toBeGreaterThan(1)
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1)
  expect((await stored()).slice(-2)).toEqual(['c1', 'c2'])
})

test('two tabs and a reload offline lose nothing and send nothing twice', async () => {
  const [one, two] = [await open(), await open()]
  await context.route(`${server.url}/v1/{batch,boot}`, (route) => route.abort())
  await exportReport(one, 'd1')
  await exportReport(two, 'd2')
  await Promise.all([flush(one), flush(two)])
  await one.reload()
  await one.waitForFunction(() => 'espalier' in globalThis)
  await exportReport(one, 'd3')
  await flush(one)
  // The reload may have taken d1 along in a request that outlives its page.
  expect(await stored()).not.toContain('d3')
  await context.unroute(`${server.url}/v1/{batch,boot}`)
  await Promise.all([flush(one), flush(two)])
  expect((await stored()).filter((run) => run.startsWith('d'))).toEqual(['d1', 'd2', 'd3'])
})
