import { compileCampaign, type DecidableCampaign, type DecisionInput, EVENTS, explain } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { call } from '../../harness/call.ts'
import { servePages, watchPage, type Complaints, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire, type Wire } from '../../harness/wire.ts'

// By hand: open the demo and call espalier.debug() in the browser's console, or "Open in my product" on a person's page.

const POLICY =
  "default-src 'none'; script-src 'nonce-host' 'strict-dynamic'; style-src 'none'; img-src 'none'; font-src 'none'; " +
  "connect-src __ESPALIER__; base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const offer = (title: string) => ({ title, body: 'It takes a minute.', action: { label: 'Open', url: '/elsewhere' } })
const campaign = (id: string, widget: CampaignInput['widget'], more: Partial<CampaignInput> = {}): CampaignInput => ({
  id,
  name: `The ${id}`,
  motion: 'adoption',
  problemSolved: 'People do not find what would help them.',
  widget,
  // Waits for an event that the tests never send, so that what is seen is a preview.
  trigger: { on: 'event', event: 'Never' },
  cadence: { show: 'until-answered' },
  goal: { kind: 'external' },
  ...more,
})
const both = <T>(content: T) => ({ en: content, ja: content })
const CAMPAIGNS = [
  campaign('card', { kind: 'card', slot: 'top', content: both(offer('A card')) }),
  campaign('modal', { kind: 'modal', content: both(offer('A dialog')) }),
  campaign('nps', { kind: 'nps', content: both({ question: 'How likely are you?' }) }, { motion: 'survey' }),
  campaign(
    'gate',
    { kind: 'gate', feature: 'analytics', content: both({ title: 'A locked preview', body: 'More.', action: { label: 'Open' } }) },
    { motion: 'upsell' },
  ),
  campaign('elsewhere', { kind: 'card', slot: 'top', content: both(offer('For others')) }, { audience: { 'user.role': 'owner' } }),
]

let server: Server
let pages: HostPages
let product: HostPages
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: Complaints
let wire: Wire

beforeAll(async () => {
  server = await startServer()
  await call(server, 'PUT', '/v1/settings', { holdout: 0, surveySampling: 1, budget: { quietFirstDays: 0, quietFirstSeconds: 0 } })
  await call(server, 'PUT', '/v1/catalog', { features: [{ id: 'analytics', name: both('Analytics'), kind: 'boolean' }], plans: [] })
  for (const one of CAMPAIGNS) {
    await call(server, 'PUT', `/v1/campaigns/${one.id}`, one)
    await call(server, 'POST', `/v1/campaigns/${one.id}/publish`)
  }
  pages = await servePages({ folder: import.meta.dirname, espalier: server, csp: POLICY })
  product = await servePages({ folder: import.meta.dirname, espalier: { url: GROW, publicKey: server.publicKey }, csp: POLICY })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await pages?.stop()
  await product?.stop()
  await server?.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US', viewport: { width: 1200, height: 800 } })
  wire = watchWire(context, server.url)
  page = await context.newPage()
  complaints = await watchPage(page)
  // What stands in a closed root is nobody's, but the test has to see it.
  await page.addInitScript(() => {
    const roots: ShadowRoot[] = []
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init)
      if (init.mode === 'closed') roots.push(root)
      return root
    }
    const widgets = () =>
      roots.flatMap((root) => (root.isConnected ? [...root.querySelectorAll('*')] : [])).flatMap((one) => one.shadowRoot ?? [])
    ;(globalThis as unknown as Closed).insides = {
      text: () =>
        widgets()
          .map((root) => root.textContent)
          .join(),
      act: () => widgets()[0]?.querySelector<HTMLElement>('.primary')?.click(),
    }
  })
})
afterEach(() => context.close())

type Host = { espalier: Client; heard: [string, string][] }
type Closed = { insides: { text(): string; act(): void } }
const SOON = { timeout: 15_000 }
const previewed = (title: string) => page.evaluate((text) => (globalThis as unknown as Closed).insides.text().includes(text), title)
const debug = () => page.evaluate(() => (globalThis as unknown as Host).espalier.debug())
const overlay = () => page.getByRole('dialog', { name: 'Espalier on this page' })
const tab = (name: string) => overlay().getByRole('tab', { name }).click()
const flush = () => page.evaluate(() => (globalThis as unknown as Host).espalier.flush())

async function open(path = '/'): Promise<void> {
  await page.goto((path.startsWith('http') ? '' : pages.url) + path)
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.evaluate(() => new Promise<void>((resolve) => void (globalThis as unknown as Host).espalier.on('ready', () => resolve())))
}
const preview = (name: string) =>
  overlay().locator('.card', { hasText: name }).getByRole('button', { name: 'Preview', exact: true }).click()

test('says under the strictest policy what was decided and why, in both languages, and copies it as a case', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open()
  expect(await debug()).toBe(true)
  await overlay().getByText('Nothing would appear. That is a decision, too.').waitFor()
  await overlay().locator('summary', { hasText: 'card' }).click()
  await overlay().getByText('Trigger', { exact: true }).first().waitFor()
  await overlay().getByRole('button', { name: 'Copy as a test case' }).click()
  await overlay().getByText('Copied').waitFor()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as {
    campaigns: DecidableCampaign[]
    input: DecisionInput
    expect: { campaign: string; codes?: string[] }[]
  }
  const again = explain(
    copied.campaigns.map((one) => compileCampaign(one, 1)),
    copied.input,
  ).map(({ campaign: id, reasons }) => [id, reasons.map(({ gate, code }) => `${gate}/${code}`)])
  expect(again).toEqual(copied.expect.map(({ campaign: id, codes = [] }) => [id, codes]))
  expect(copied.input.user).toBe('u_mari')
  expect(copied.expect).toContainEqual({ campaign: 'card', verdict: 'blocked', codes: ['trigger/event-not-now'] })
  await overlay().getByRole('button', { name: '日本語' }).click()
  await page.getByRole('dialog', { name: 'このページの判定' }).getByText('何も表示しません。').waitFor()
  expect(complaints.errors).toEqual([])
  expect(complaints.policy).toEqual([])
})

test('previews every kind without a record, without a word to the page’s listeners, and leads nowhere', async () => {
  await open()
  await debug()
  await tab('Preview')
  await preview('card')
  await expect.poll(() => previewed('A card'), SOON).toBe(true)
  await page.evaluate(() => (globalThis as unknown as Closed).insides.act())
  await expect.poll(() => previewed('A card'), SOON).toBe(false)
  await preview('gate')
  await expect.poll(() => previewed('A locked preview'), SOON).toBe(true)
  await preview('modal')
  await page.getByRole('heading', { name: 'A dialog' }).waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await preview('nps')
  await page.locator('espalier-nps [value="9"]').check()
  await page.locator('espalier-nps').getByRole('button', { name: 'Send' }).click()
  await page.getByRole('button', { name: 'End the preview' }).click()
  await overlay().waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  await flush()
  for (const name of [EVENTS.exposure, EVENTS.shown, EVENTS.engaged, EVENTS.accepted, EVENTS.dismissed, EVENTS.answered, EVENTS.locked])
    wire.refuteEvent(name)
  expect(JSON.stringify(wire.events())).not.toContain('espalier-preview')
  expect(await page.evaluate(() => (globalThis as unknown as Host).heard)).toEqual([])
  expect(complaints.policy).toEqual([])
  // The real one, once its moment has come, is recorded and heard: the checks can tell.
  await page.evaluate(() => (globalThis as unknown as Host).espalier.debug())
  await page.evaluate(() => (globalThis as unknown as Host).espalier.track('Never'))
  await flush()
  await wire.expectEvent(EVENTS.exposure)
})

test('shows what waits to be sent, and sends it', async () => {
  await open()
  await debug()
  await tab('Queue')
  await context.setOffline(true)
  await page.evaluate(() => (globalThis as unknown as Host).espalier.track('Saved offline'))
  await overlay().getByText('Saved offline').waitFor()
  await context.setOffline(false)
  await overlay().getByRole('button', { name: 'Send now' }).click()
  await overlay().getByText('Nothing waits.').waitFor()
  await overlay()
    .getByText(/answered 200/)
    .waitFor()
  await wire.expectEvent('Saved offline')
  expect(complaints.errors).toEqual([])
})

test('works with the keyboard, and gives the focus back', async () => {
  await open()
  await page.locator('#first').focus()
  await debug()
  await page.keyboard.press('ArrowRight')
  await overlay().getByRole('tab', { name: 'Facts', selected: true }).waitFor()
  await overlay().locator('summary', { hasText: 'user' }).focus()
  await page.keyboard.press('Enter')
  await overlay().locator('code', { hasText: 'u_mari' }).first().waitFor()
  await page.keyboard.press('Escape')
  await overlay().waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('first')
})

test('says what stands wrong in the page, also what was called before it was opened', async () => {
  await open('/mistakes.html')
  await debug()
  await overlay().getByRole('tab', { name: 'Problems (4)' }).click()
  for (const said of ['identify was called without', 'setUsage was called with', 'Did you mean “user”?', 'needs the attribute “name”'])
    await overlay().getByText(said).waitFor()
  await overlay().getByRole('button', { name: '日本語' }).click()
  await page.getByText('「uesr」というオプションはありません。「user」ではありませんか。').waitFor()
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
  await open()
  await debug()
  await tab('Problems')
  await overlay().getByText('Nothing wrong was found.').waitFor()
  await page.route(/\/v1\/boot$/, (route) => route.abort())
  await page.evaluate(() => (globalThis as unknown as Host).espalier.identify('u_ken'))
  await overlay().getByText('does not answer').waitFor()
})

test('gives the case to be copied by hand where the browser has no clipboard', async () => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }))
  await open()
  await debug()
  await overlay().getByRole('button', { name: 'Copy as a test case' }).click()
  const given = JSON.parse(await overlay().getByRole('textbox', { name: 'Test case' }).inputValue()) as { input: { user: string } }
  expect(given.input.user).toBe('u_mari')
})

test('leaves with the client', async () => {
  await open()
  await debug()
  await overlay().waitFor()
  await page.evaluate(() => (globalThis as unknown as Host).espalier.shutdown())
  await overlay().waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.body.lastElementChild?.tagName)).toBe('ESPALIER-SLOT')
})

const PRODUCT = 'http://app.example.com'
const GROW = 'http://grow.example.com'

/** The same pages and server under addresses that are nobody's machine. */
async function asProduct(): Promise<string> {
  for (const [name, real] of [
    [PRODUCT, product.url],
    [GROW, server.url],
  ] as const)
    await context.route(`${name}/**`, async (route) => {
      await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(name, real) }) })
    })
  return PRODUCT
}
const link = (user: string) => call<{ token: string; user: string }>(server, 'POST', '/v1/debug', { user })

test('stays shut on a product’s pages without a link, and for one that is made up', async () => {
  const at = await asProduct()
  await open(`${at}/`)
  expect(await debug()).toBe(false)
  await open(`${at}/#espalier-debug=${'x'.repeat(40)}.${'y'.repeat(43)}`)
  await page.reload()
  expect(await debug()).toBe(false)
  expect(await overlay().count()).toBe(0)
})

test('opens by itself by the console’s link, with what only the server knows, and hides the token', async () => {
  const at = await asProduct()
  const { token } = await link('u_mari')
  await open(`${at}/#espalier-debug=${token}`)
  await overlay().getByText('The elsewhere').waitFor()
  await overlay().getByText('Only the server knows of these.').waitFor()
  expect(page.url()).toBe(`${at}/`)
  await tab('Preview')
  await preview('elsewhere')
  await expect.poll(() => previewed('For others'), SOON).toBe(true)
})

test('says nothing about whoever uses the page when the link is about somebody else', async () => {
  const at = await asProduct()
  const { token } = await link('u_ken')
  await open(`${at}/#espalier-debug=${token}`)
  await overlay().getByText('This link is about u_ken, and this page is used by u_mari.').waitFor()
  for (const name of ['Candidates', 'Facts', 'Queue', 'Preview', 'Problems']) {
    await tab(name)
    expect(await overlay().locator('details, .tree, .card, h3').count()).toBe(0)
  }
})
