import type { Client } from '@espalier/sdk'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { servePages, watchPage, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire } from '../../harness/wire.ts'

// By hand: open page.html through any server, with one of the words that host.js knows in the address.

/** A port that nothing listens on. */
const NOWHERE = 'http://127.0.0.1:9'

/** Everything on a page that a guest could have changed. */
interface Traces {
  html: string
  globals: string[]
  prototypes: string[]
  boxes: string[]
  complaints: string[]
}

let server: Server
let pages: HostPages
let browser: Browser

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

/** Opens the page with `wish` in its address, acts as `act` says, and answers what can be seen of it afterwards. */
async function visit(wish: string, act: (page: Page) => Promise<void> = async () => undefined): Promise<Traces> {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  const complaints = await watchPage(page)
  await page.goto(`${pages.url}/?${wish}`)
  await act(page)
  const traces = await page.evaluate(() => {
    for (const guest of document.querySelectorAll('script[data-key], iframe')) guest.remove()
    const roots = [Object, Array, Function, Promise, Element, HTMLElement, EventTarget, History, Storage, XMLHttpRequest]
    return {
      html: document.documentElement.outerHTML,
      globals: Object.keys(globalThis).toSorted(),
      prototypes: roots.flatMap(({ name, prototype }) =>
        Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(
          ([key, { value, get }]) => `${name}.${key} ${String(value ?? get).includes('[native code]')}`,
        ),
      ),
      boxes: Array.from(document.body.children, (element) => JSON.stringify(element.getBoundingClientRect())),
    }
  })
  await context.close()
  // The browser itself notes each request that fails; no script can prevent that.
  const own = [...complaints.console, ...complaints.errors, ...complaints.policy].filter(
    (text) => !text.startsWith('Failed to load resource'),
  )
  return { ...traces, complaints: own }
}

/** Uses Espalier as a host does, until it has tried to send. */
async function use(frame: Page | Frame, user = 'u_1'): Promise<{ errors: unknown[]; allowed: boolean }> {
  await frame.waitForFunction(() => {
    const { espalier } = globalThis as { espalier?: unknown }
    return espalier !== undefined && !Array.isArray(espalier)
  })
  return frame.evaluate(async (id) => {
    const { espalier } = globalThis as unknown as { espalier: Client }
    espalier.identify(id)
    espalier.track('Report Exported')
    espalier.setUsage('seats', { used: 3, limit: 10 })
    await espalier.flush()
    await espalier.explain()
    const { allowed } = espalier.check('analytics')
    const errors = (globalThis as unknown as Record<symbol, unknown[] | undefined>)[Symbol.for('told')] ?? []
    return { errors, allowed }
  }, user)
}

/** What the server has of a person, as text. */
async function eventsOf(user: string): Promise<string> {
  const response = await fetch(`${server.url}/v1/users/${user}`, { headers: { authorization: `Bearer ${server.secretKey}` } })
  return response.text()
}

let untouched: Promise<Traces> | undefined
const before = (): Promise<Traces> => (untouched ??= visit('none'))

/** The page as it was, with the one global. */
async function asBefore(global = true): Promise<Traces> {
  const traces = await before()
  return { ...traces, globals: [...traces.globals, ...(global ? ['espalier'] : [])].toSorted() }
}

test('a page with nothing of ours is quiet, so that every trace below is ours', async () => {
  expect((await before()).complaints).toEqual([])
})

test('a wrong key leaves the page as it was, and is told once', async () => {
  let told: unknown
  const traces = await visit('key=pk_wrong', async (page) => {
    const wire = watchWire(page.context(), server.url)
    told = await use(page)
    await page.getByRole('button').click()
    expect(wire.sent.filter(({ path }) => path === '/v1/batch').length).toBeLessThanOrEqual(1)
  })
  expect(told).toEqual({ errors: [{ code: 'key', status: 401 }], allowed: true })
  expect(traces).toEqual(await asBefore())
})

test('an unreachable server leaves the page as it was', async () => {
  let told: unknown
  const traces = await visit(`host=${NOWHERE}`, async (page) => {
    told = await use(page)
    await page.getByRole('button').click()
  })
  expect(told).toEqual({ errors: [], allowed: true })
  expect(traces).toEqual(await asBefore())
})

test('a replaced fetch that throws leaves the page as it was, and events still leave with the page', async () => {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(`${pages.url}/?fetch=throws`)
  expect(await use(page, 'u_beacon')).toEqual({ errors: [], allowed: true })
  await page.goto('about:blank')
  await expect.poll(() => eventsOf('u_beacon'), { timeout: 10_000 }).toContain('Report Exported')
  await context.close()

  const traces = await visit('fetch=throws', async (one) => void (await use(one)))
  expect(traces).toEqual({ ...(await asBefore()), globals: traces.globals })
  expect(traces.globals).toContain('espalier')
})

test('a sandboxed frame without storage works, and the page around it is as it was', async () => {
  let told: unknown
  const traces = await visit('frame=sandboxed', async (page) => {
    const wire = watchWire(page.context(), server.url)
    const [, frame] = page.frames()
    if (!frame) throw new Error('The page has no frame')
    told = await use(frame)
    await wire.expectEvent('Report Exported')
  })
  expect(told).toEqual({ errors: [], allowed: true })
  expect(traces).toEqual(await asBefore(false))
})

test('the script twice on a page is one client', async () => {
  const traces = await visit('key=pk_wrong', async (page) => {
    await use(page)
    const same = await page.evaluate(async () => {
      const scope = globalThis as unknown as { espalier: Client }
      const first = scope.espalier
      const tag = document.querySelector<HTMLScriptElement>('script[data-key]')
      const again = document.createElement('script')
      Object.assign(again.dataset, tag?.dataset)
      again.src = tag?.src ?? ''
      await new Promise((resolve) => {
        again.addEventListener('load', resolve)
        document.head.append(again)
      })
      return scope.espalier === first
    })
    expect(same).toBe(true)
  })
  expect(traces).toEqual(await asBefore())
})

test('a guest that leaves traces would be seen', async () => {
  const [clean, planted] = [await before(), await visit('plant')]
  for (const trace of ['html', 'globals', 'prototypes', 'complaints'] as const) expect(planted[trace]).not.toEqual(clean[trace])
})
