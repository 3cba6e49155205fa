import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WireEvent } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import type { Client } from '@espalier/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { call } from '../../harness/call.ts'
import { watchPage, type Complaints } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { watchWire } from '../../harness/wire.ts'
import { startFront, type Front } from './front.ts'

// By hand: ESPALIER_SCRIPT=/grow/helper.js espalier start, `espalier snippet --host ... --key ...`, and a page with what it prints.

const words = { title: 'Have a look', body: 'It takes a minute.', action: { label: 'Open' } }
const CARD: CampaignInput = {
  id: 'card',
  name: 'Card',
  motion: 'adoption',
  problemSolved: 'People do not find what would help them.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'until-answered' },
  goal: { kind: 'external' },
}
const CATALOG = { features: [{ id: 'exports', name: { en: 'Exports', ja: '書き出し' }, kind: 'metered' }], plans: [] }

interface Snippet {
  tag: string
  stub: string
  stubSource: string
  policy: string
  pinned: string
  importMap: string
  importMapSource: string
}

let server: Server
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: Complaints
let front: Front | undefined
let snippet: Snippet

beforeAll(async () => {
  server = await startServer({ env: { ESPALIER_SCRIPT: '/grow/helper.js' } })
  await call(server, 'PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0, quietFirstSeconds: 0 } })
  await call(server, 'PUT', '/v1/catalog', CATALOG)
  await call(server, 'PUT', '/v1/campaigns/card', CARD)
  await call(server, 'POST', '/v1/campaigns/card/publish')
  snippet = (await (await fetch(`${server.url}/v1/snippet?host=${server.url}&key=${server.publicKey}`)).json()) as Snippet
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US' })
  page = await context.newPage()
  complaints = await watchPage(page)
})
afterEach(async () => {
  await context.close()
  await front?.stop()
  front = undefined
})

const SOON = { timeout: 15_000 }
const NONE: Complaints = { console: [], errors: [], policy: [] }
const html = (head: string, body = '<espalier-slot name="top"></espalier-slot>') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
const card = () => page.getByRole('heading', { name: 'Have a look' })

async function open(pages: Record<string, string>, policy: string): Promise<void> {
  front = await startFront({ pages, policy, prefix: '/grow/', upstream: server.url })
  await page.goto(`${front.url}/`)
}
/** A page on its own origin, with the server on another one. */
const openWith = (head: string, host = '', policy = "default-src 'none'") =>
  open({ '/': html(`${head}<script src="/host.js"></script>`), '/host.js': host }, policy)
const allow = (sources: string, more = '') => `default-src 'none'; script-src 'self' ${sources}; connect-src ${server.url}; ${more}`
const origin = () => new URL(server.url).origin

test('attributes alone are enough under script-src self, behind the host’s own path, and no request has a telling name', async () => {
  const tag =
    `<script async src="/grow/helper.js" data-key="${server.publicKey}" data-user="u_1" data-account="a_1" data-locale="ja" ` +
    'data-consent="granted" data-persistence="memory" data-forward="dataLayer"></script>'
  const body =
    '<espalier-slot name="top"></espalier-slot>' +
    `<button data-espalier-track="Export Clicked" data-espalier-properties='{"rows":3}'>Export</button>` +
    '<section><template shadowrootmode="open"><form data-espalier-track="Colleague Invited"><button>Invite</button></form></template></section>'
  await open({ '/': html(tag, body) }, "default-src 'none'; script-src 'self'; connect-src 'self'")
  const wire = watchWire(context, `${front?.url}/grow`)
  await card().waitFor()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.evaluate(() => {
    const form = document.querySelector('section')?.shadowRoot?.querySelector('form')
    form?.addEventListener('submit', (event) => event.preventDefault())
  })
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.evaluate(() => (globalThis as unknown as { espalier: Client }).espalier.flush())
  const batches = wire.sent.filter(({ path }) => path === '/grow/v1/batch').map(({ body: sent }) => JSON.stringify(sent))
  expect(batches.join()).toContain('"properties":{"rows":3}')
  expect(batches.join().match(/"Colleague Invited"/g)).toHaveLength(1)
  expect(batches.join()).toMatch(/"userId":"u_1".*"groupId":"a_1".*"locale":"ja"/)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  await expect
    .poll(
      () => page.evaluate(() => (globalThis as unknown as { dataLayer?: { event: string }[] }).dataLayer?.map(({ event }) => event)),
      SOON,
    )
    .toEqual(['Offer Shown'])
  expect(front?.asked.filter((path) => /sdk|espalier/.test(path))).toEqual([])
  expect(complaints).toEqual(NONE)
})

const EARLY = `
globalThis.answers = []
const note = async (name, answer) => answers.push([name, await answer])
espalier.on('ready', () => answers.push(['ready']))
note('identify', espalier.identify('u_2', { role: 'admin' }))
note('track', espalier.track('First'))
note('check', espalier.check('exports'))
espalier.track('Second')
espalier.explain().then((all) => answers.push(['explain', Array.isArray(all)]))
note('flush', espalier.flush())`
type Answers = { answers: [string, unknown?][] }
/** Holds the script back until the page's own code has called. */
const late = () =>
  page.route('**/grow/helper.js', async (route) => {
    await page.waitForFunction(() => 'answers' in globalThis)
    await route.continue()
  })
const answers = () => page.evaluate(() => (globalThis as unknown as Answers).answers)

test('calls before the script keep their order and are answered, under exactly the printed policy', async () => {
  const wire = watchWire(context, server.url)
  await late()
  await openWith(snippet.stub + snippet.tag, EARLY, `default-src 'none'; ${snippet.policy.replace('script-src', "script-src 'self'")}`)
  await expect
    .poll(async () => (await answers()).map(([name]) => name).toSorted(), SOON)
    .toEqual(['check', 'explain', 'flush', 'identify', 'ready', 'track'])
  expect(await answers()).toContainEqual(['check', expect.objectContaining({ allowed: true, reason: 'entitled' })])
  expect(await answers()).toContainEqual(['explain', true])
  const batches = wire.sent.flatMap(({ path, body }) => (path === '/grow/v1/batch' ? (body as { batch: WireEvent[] }).batch : []))
  const names = batches.map((event) => event.event ?? event.type)
  expect(names.filter((name) => !name.startsWith('espalier:'))).toEqual(['identify', 'First', 'Second'])
  expect(complaints).toEqual(NONE)
})

test('a second init changes nothing, not even who is there', async () => {
  const wire = watchWire(context, server.url)
  const code = `
espalier.identify('u_2')
espalier.init({ key: 'pk_live_another', user: 'u_3' })
Promise.resolve(espalier.track('After')).then(() => espalier.flush()).then(() => (document.title = 'sent'))`
  await openWith(snippet.stub + snippet.tag.replace('<script', '<script data-user="u_1"'), code, allow(`${origin()} ${snippet.stubSource}`))
  await expect.poll(() => page.title(), SOON).toBe('sent')
  const batches = wire.sent.flatMap(({ path, body }) => (path === '/grow/v1/batch' ? (body as { batch: WireEvent[] }).batch : []))
  const named = batches.filter(({ event, type }) => type === 'identify' || event === 'After')
  expect(named.map(({ userId }) => userId)).toEqual(['u_1', 'u_2', 'u_2'])
  expect(complaints).toEqual(NONE)
})

test.each([
  ['the tag itself', () => openWith(snippet.tag.replace('<script', '<script id="espalier"'), '', allow(origin()))],
  ['something else', () => openWith(`<meta id="espalier">${snippet.tag}`, '', allow(origin()))],
])('starts where %s has the id that is the name of the global', async (_, start) => {
  await start()
  await card().waitFor()
  expect(await page.evaluate(() => typeof (globalThis as unknown as { espalier: Client }).espalier.track)).toBe('function')
  expect(complaints).toEqual(NONE)
})

test.each(['install.md', 'install.ja.md'])('starts as %s has a tag manager write the tag', async (name) => {
  const text = await readFile(join(import.meta.dirname, '../../../docs', name), 'utf8')
  const [, code = ''] = /<script>\n(\(function[\s\S]*?)<\/script>/.exec(text) ?? []
  expect(code).toContain('https://grow.example.com/v1/sdk.js')
  const written = code.replace('https://grow.example.com', server.url).replace('pk_live_...', server.publicKey)
  await openWith('', written, allow(origin()))
  await card().waitFor()
  expect(complaints).toEqual(NONE)
})

test('leaves a global of that name to whoever else has it', async () => {
  await openWith(`<script src="/host.js"></script>${snippet.tag}`, "globalThis.espalier ??= { of: 'the host' }", allow(origin()))
  await page.waitForLoadState('load')
  expect(await page.evaluate(() => (globalThis as unknown as { espalier: object }).espalier)).toEqual({ of: 'the host' })
  expect(complaints).toEqual(NONE)
})

test('a stub whose hash the policy does not name is refused, so the printed one is what lets it in', async () => {
  await openWith(snippet.stub.replace('window', 'window /* changed */') + snippet.tag, '', `default-src 'none'; ${snippet.policy}`)
  await expect.poll(() => complaints.policy.join(), SOON).toContain('script-src-elem inline')
})

test('a script that never comes breaks nothing: calls wait, and nothing is thrown', async () => {
  await page.route('**/grow/helper.js', (route) => route.abort('blockedbyclient'))
  await openWith(snippet.stub + snippet.tag, `${EARLY};document.title = 'works'`, allow(`${origin()} ${snippet.stubSource}`))
  await expect.poll(() => page.title(), SOON).toBe('works')
  await expect.poll(() => complaints.console.length, SOON).toBe(1)
  expect(complaints).toEqual({ ...NONE, console: [expect.stringContaining('ERR_BLOCKED_BY_CLIENT')] })
  expect(await answers()).toEqual([])
})

test('consent that is refused from the start answers early questions at once', async () => {
  const tag = snippet.tag.replace('<script', '<script data-consent="denied"')
  const wire = watchWire(context, server.url)
  await late()
  await openWith(
    snippet.stub + tag,
    "globalThis.answers=[];espalier.check('exports').then((answer) => answers.push(['check', answer]))",
    allow(`${origin()} ${snippet.stubSource}`),
  )
  await expect.poll(answers, SOON).toEqual([['check', { allowed: true, reason: 'not-loaded' }]])
  expect(wire.sent.filter(({ path }) => path.includes('/v1/b'))).toEqual([])
})

const pinned = () => snippet.importMap + snippet.pinned
const sources = () => `${origin()} ${snippet.importMapSource}`
const tamper = (pattern: string) =>
  page.route(pattern, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: `${await answer.text()}\n;globalThis.tampered = true` })
  })
const isTampered = () => page.evaluate(() => 'tampered' in globalThis)

test('the pinned tag works, with every file checked by the browser', async () => {
  await openWith(pinned(), '', allow(sources()))
  await card().waitFor()
  expect(complaints).toEqual(NONE)
})

test('a tampered script is refused', async () => {
  await tamper('**/helper.js')
  await openWith(pinned(), '', allow(sources()))
  await expect.poll(() => complaints.console.join(), SOON).toContain('integrity')
  expect([await isTampered(), await page.evaluate(() => 'espalier' in globalThis)]).toEqual([false, false])
})

test('a tampered engine is refused where the import map is there, and only there', async () => {
  await tamper('**/engine.js')
  await openWith(pinned(), '', allow(sources()))
  await expect.poll(() => complaints.console.join(), SOON).toContain('integrity')
  expect([await isTampered(), await card().count()]).toEqual([false, 0])
  await front?.stop()
  await openWith(snippet.pinned, '', allow(origin()))
  await expect.poll(isTampered, SOON).toBe(true)
})
