import { EVENTS, type WireEvent } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { call } from '../../harness/call.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire, type Wire } from '../../harness/wire.ts'

// By hand: serve this folder beside a server with the campaigns below, and follow a test in two tabs of one browser.

const content = (title: string) => {
  const words = { title, body: 'It takes a minute.', action: { label: 'Have a look' } }
  return { en: words, ja: words }
}
const card = (id: string, story: string, more: Partial<CampaignInput> = {}, slot = 'top'): CampaignInput => ({
  id,
  name: id,
  motion: 'adoption',
  problemSolved: 'People do not find what would help them.',
  widget: { kind: 'card', slot, content: content(id) },
  audience: { 'user.story': story },
  cadence: { show: 'until-answered', quiet: { notNow: 14 } },
  goal: { kind: 'external' },
  ...more,
})
const question = { en: { question: 'How likely are you?' }, ja: { question: 'どのくらいですか？' } }
const CAMPAIGNS = [
  card('two-tabs', 'tabs'),
  card('two-devices', 'devices'),
  card('welcome', '', { audience: {}, trigger: { on: 'page', path: '/welcome*' } }),
  card('later', 'delay', { trigger: { on: 'event', event: 'Saved', delaySeconds: 2 } }),
  card('below', 'sight', { trigger: { on: 'visible' } }, 'bottom'),
  card('offer', 'offer', { motion: 'upsell' }),
  card('survey', 'offer', { motion: 'survey', widget: { kind: 'nps', content: question }, trigger: { on: 'event', event: 'Finished' } }),
]

let server: Server
let pages: HostPages
let browser: Browser
let context: BrowserContext
let wire: Wire

beforeAll(async () => {
  server = await startServer()
  const budget = { userPerDay: 9, userPerWeek: 9, accountPerDay: 99, quietFirstDays: 0, quietFirstSeconds: 0 }
  await call(server, 'PUT', '/v1/settings', { holdout: 0, budget, surveySampling: 1, surveys: { firstAskDays: 0 } })
  for (const one of CAMPAIGNS) {
    await call(server, 'PUT', `/v1/campaigns/${one.id}`, one)
    await call(server, 'POST', `/v1/campaigns/${one.id}/publish`)
  }
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

type Host = { espalier: Client }

/** Opens a tab, signed in when the test says as whom, and waits until the server has answered about this person. */
async function open(story?: string, path = '/', tab?: Page): Promise<Page> {
  const page = tab ?? (await context.newPage())
  await page.goto(pages.url + path)
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.evaluate(async (name) => {
    const { espalier } = globalThis as unknown as Host
    const ready = new Promise<void>((resolve) => void espalier.on('ready', () => resolve()))
    if (name) espalier.identify(`u_${name}`, { story: name })
    await ready
  }, story)
  return page
}

const track = (page: Page, event: string): Promise<void> =>
  page.evaluate((name) => (globalThis as unknown as Host).espalier.track(name), event)
const flush = (page: Page): Promise<void> => page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const of = (campaign: string) => (event: WireEvent) => event.properties?.['campaign'] === campaign
const codes = (page: Page, campaign: string): Promise<string[]> =>
  page.evaluate(async (id) => {
    const all = await (globalThis as unknown as Host).espalier.explain()
    return all.find((one) => one.campaign === id)?.reasons.map(({ code }) => code) ?? []
  }, campaign)

test('what is put away in one tab leaves the other, and does not come back in a third', async () => {
  const [first, second] = [await open('tabs'), await open('tabs')]
  await heading(first, 'two-tabs').waitFor()
  await heading(second, 'two-tabs').waitFor()
  await first.getByRole('button', { name: 'Not now' }).click()
  await heading(second, 'two-tabs').waitFor({ state: 'detached' })
  const third = await open('tabs')
  await expect.poll(() => codes(third, 'two-tabs')).toEqual(['quiet-not-now'])
  expect(await heading(third, 'two-tabs').count()).toBe(0)
})

test('what is put away on one device does not come up on another', async () => {
  const first = await open('devices')
  await heading(first, 'two-devices').waitFor()
  await first.getByRole('button', { name: 'Not now' }).click()
  await flush(first)
  const device = await browser.newContext({ locale: 'en-US' })
  try {
    const page = await open('devices', '/', await device.newPage())
    await expect.poll(() => codes(page, 'two-devices')).toEqual(['quiet-not-now'])
    expect(await heading(page, 'two-devices').count()).toBe(0)
    // Somebody else on that device is shown it, so the check can tell.
    await page.evaluate(() => (globalThis as unknown as Host).espalier.identify('u_else', { story: 'devices' }))
    await heading(page, 'two-devices').waitFor()
  } finally {
    await device.close()
  }
})

test('a visitor who signs in is not shown again what they put away before', async () => {
  const page = await open(undefined, '/welcome.html')
  await heading(page, 'welcome').waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await flush(page)
  await page.evaluate(() => (globalThis as unknown as Host).espalier.identify('u_visitor'))
  await wire.expect('/v1/boot', (body) => (body as { userId?: string }).userId === 'u_visitor')
  await expect.poll(() => codes(page, 'welcome'), { timeout: 20_000 }).toEqual(['quiet-not-now'])
  expect(await heading(page, 'welcome').count()).toBe(0)
  // Somebody else at the same screen is shown it, so the check can tell.
  await page.evaluate(() => (globalThis as unknown as Host).espalier.reset())
  await heading(page, 'welcome').waitFor()
})

test('a delay goes on over a navigation, and its turn comes once', async () => {
  const page = await open('delay')
  await expect.poll(() => codes(page, 'later'), { timeout: 20_000 }).toEqual(['event-not-now'])
  await track(page, 'Saved')
  await open('delay', '/page.html', page)
  await heading(page, 'later').waitFor()
  await flush(page)
  expect(wire.events().filter((event) => event.event === EVENTS.asked)).toHaveLength(1)
})

test('a campaign that waits to be seen comes when its slot is in the window', async () => {
  const page = await open('sight')
  await expect.poll(() => codes(page, 'below'), { timeout: 20_000 }).toEqual(['not-visible'])
  await flush(page)
  wire.refuteEvent(EVENTS.exposure, of('below'))
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await heading(page, 'below').waitFor()
  const exposure = await wire.expectEvent(EVENTS.exposure, of('below'))
  const view = wire.events().findLast((event) => event.event === EVENTS.view && event.timestamp <= exposure.timestamp)
  expect(view?.properties?.['visible']).toContain('bottom')
})

test('nobody is asked in the visit of an offer, and the next visit may ask', async () => {
  const page = await open('offer')
  await heading(page, 'offer').waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await track(page, 'Finished')
  const told = await wire.expectEvent(EVENTS.heldBack, of('survey'))
  expect(told.properties).toMatchObject({ gate: 'budget' })
  await page.reload()
  await open('offer', '/', page)
  await track(page, 'Finished')
  await flush(page)
  wire.refuteEvent(EVENTS.exposure, of('survey'))
  const next = await open('offer')
  await expect.poll(() => codes(next, 'survey')).toEqual(['event-not-now'])
  await track(next, 'Finished')
  await heading(next, 'How likely are you?').waitFor()
})
