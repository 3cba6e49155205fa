import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchWire, type Wire } from '../../harness/wire.ts'
import { eventsOf, expectEvents, open, say, signIn, startHost, stored, type Host } from './host.ts'

let host: Host
let context: BrowserContext
let wire: Wire

beforeAll(async () => {
  host = await startHost()
  await host.decide({ privacy: { gpc: 'ignore' } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  context = await host.browser.newContext({ locale: 'en-US' })
  wire = watchWire(context, host.server.url)
})
afterEach(() => context.close())

/** A browser whose person switched Global Privacy Control on. */
async function withSignal(): Promise<void> {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }))
}

/** Opens a page of the host and lets it do what it would do. */
async function visit(path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(host.pages.url + path)
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.evaluate(() => document.querySelector('button')?.click())
  await say(page, 'track', 'Report Printed')
  await say(page, 'flush')
  // What is going to be sent without being asked has been asked for by the next two frames and an idle moment.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))))
  return page
}

const asked = () => wire.sent.filter(({ method }) => method === 'POST').map(({ path }) => path)

test('started without consent nothing is stored and nothing is sent, until it is given', async () => {
  const page = await visit('/private.html')
  expect([asked(), await stored(page)]).toEqual([[], ''])
  await say(page, 'consent', 'granted')
  await say(page, 'track', 'Report Agreed')
  await say(page, 'flush')
  expect(asked()).toContain('/v1/batch')
  expect(wire.events().filter(({ event }) => event === 'Report Agreed')).toMatchObject([{ userId: 'mari' }])
  expect(wire.events().map(({ event }) => event)).not.toContain('Report Printed')
  expect(await stored(page)).toContain('espalier:person')
  await say(page, 'consent', 'denied')
  await expect.poll(() => stored(page)).toBe('')
  const before = asked().length
  await say(page, 'track', 'Report Printed')
  await say(page, 'flush')
  expect(asked()).toHaveLength(before)
})

test('planted: the same page without the attribute stores and sends', async () => {
  const page = await visit('/open.html')
  expect(asked()).toContain('/v1/batch')
  expect(await stored(page)).toContain('mari')
})

/** The names under which the host's origin holds anything now. */
function storedNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name = '' }) => name),
  ])
}

/** Those that the table of the documentation leaves out. `early:...` stands for all that begin so. */
function leftOut(page: string, names: string[]): string[] {
  const rows = readFileSync(join(import.meta.dirname, '../../../docs', page), 'utf8').matchAll(/^\| (?:IndexedDB|`\w+Storage`) ([^|]+)\|/gm)
  const listed = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  return names.filter((name) => !listed.some((one) => (one.endsWith('...') ? name.startsWith(one.slice(0, -3)) : name === one)))
}

test('the documentation names all that is stored in the browser, in both languages', async () => {
  const page = await context.newPage()
  await page.goto(`${host.pages.url}/open.html`)
  await say(page, 'track', 'Report Printed')
  const early = await storedNames(page)
  await say(page, 'flush')
  const late = await storedNames(page)
  // For its next page, a page leaves behind what it holds in memory.
  await page.goto(`${host.pages.url}/nothing`)
  const names = [...early, ...late, ...(await storedNames(page))]
  expect(names).toEqual(
    expect.arrayContaining([expect.stringContaining('espalier:early:'), 'espalier:edition', 'espalier:tab', 'espalier']),
  )
  expect([leftOut('sdk.md', names), leftOut('sdk.ja.md', names)]).toEqual([[], []])
  expect(leftOut('sdk.md', ['espalier:other'])).toEqual(['espalier:other'])
})

test('in memory alone, events arrive and nothing is stored', async () => {
  const page = await open(host, context, { persistence: 'memory' })
  await signIn(host, page, 'u_ida', 'acct_ida')
  await say(page, 'track', 'Report Exported')
  await say(page, 'flush')
  await expectEvents(host, 'u_ida', ['Report Exported'])
  expect(await stored(page)).toBe('')
})

test('with the signal, a tag that respects it stores and sends nothing until the person agrees', async () => {
  await withSignal()
  const page = await visit('/gpc.html')
  expect([asked(), await stored(page)]).toEqual([[], ''])
  await say(page, 'consent', 'granted')
  await say(page, 'flush')
  await expect.poll(asked).toContain('/v1/boot')
})

test('without the signal, the same tag does as always', async () => {
  const page = await visit('/gpc.html')
  expect(asked()).toContain('/v1/batch')
  expect(await stored(page)).toContain('mari')
})

test('a workspace that respects the signal is heard with the first answer: what was stored is gone, and nothing more is sent', async () => {
  await withSignal()
  await host.decide({ privacy: { gpc: 'respect' } })
  const page = await context.newPage()
  await page.goto(host.pages.url)
  await page.evaluate((key) => {
    const { espalier } = globalThis as unknown as { espalier: { init(options: object): void; identify(user: string): void } }
    espalier.init({ key })
    espalier.identify('u_jan')
  }, host.server.publicKey)
  await wire.expect('/v1/boot')
  await expect.poll(() => stored(page)).toBe('')
  const before = asked().length
  await say(page, 'track', 'Report Exported')
  await say(page, 'flush')
  expect([asked().length, await eventsOf(host, 'u_jan')]).toEqual([before, []])
  await host.decide({ privacy: { gpc: 'ignore' } })
})

test('planted: a workspace that ignores the signal hears of everything', async () => {
  await withSignal()
  const page = await open(host, context, { signed: false })
  await signIn(host, page, 'u_kim', 'acct_kim')
  await say(page, 'track', 'Report Exported')
  await say(page, 'flush')
  await expect.poll(() => eventsOf(host, 'u_kim')).toEqual(['Report Exported'])
})
