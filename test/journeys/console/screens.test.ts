import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { signIn } from '../../harness/console.ts'
import type { Server } from '../../harness/server.ts'
import { startDemoServer } from '../../harness/demo.ts'

const SCREENS = [
  '/console/home',
  '/console/home/leaveAlone',
  '/console/home/signals',
  '/console/home/incrementalUpsell',
  '/console/surveys?by=plan',
  '/console/features',
  '/console/features/accounts?feature=exports&which=unused',
  '/console/features/accounts?feature=analytics&which=touched',
  '/console/features/funnel?steps=%5B%7B%22event%22%3A%22Report%20Exported%22%7D%2C%7B%22event%22%3A%22Report%20Exported%22%7D%5D',
  '/console/revenue?by=plan',
  '/console/revenue/accounts?month=2026-10',
  '/console/revenue/billing-events?status=all',
  '/console/campaigns',
  '/console/campaigns/new',
  '/console/campaigns/near-limit-exports',
  '/console/campaigns/no-such-campaign',
  '/console/campaigns/nps-after-third-export',
  '/console/campaigns/near-limit-exports/report',
  '/console/campaigns/near-limit-exports/report/accounts?step=converted&arm=any',
  '/console/campaigns/nps-after-third-export/report',
  '/console/revenue',
  '/console/accounts',
  '/console/accounts/kita',
  '/console/people',
  '/console/people/kita-owner',
  '/console/leads',
  '/console/held-back',
  '/console/held-back/accounts?days=90',
  '/console/debugger',
  '/console/debugger?user=kita-owner',
  '/console/debugger?user=nobody-at-all&at=2026-11-01T00:00:00.000Z&url=%2Freports',
  '/console/settings',
  '/console/settings/identity',
  '/console/settings/catalog',
  '/console/settings/restraint',
  '/console/settings/rates',
  '/console/settings/notifications',
  '/console/settings/access',
  '/console/settings/privacy',
  '/console/join#token=x&email=ken%40example.com',
  '/console/settings/segments',
  '/console/nowhere',
]

const LOOKS = [
  { locale: 'en-US', theme: 'light', width: 1440 },
  { locale: 'ja-JP', theme: 'dark', width: 375 },
] as const

/** The narrowest, which 400 % of 1280 pixels are, and those of tablets and of half a screen. */
const BETWEEN = [320, 768, 1024]

interface Violation {
  id: string
  nodes: { html: string }[]
}

let browser: Browser
let server: Server
let axe: string

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  ;[browser, server, axe] = await Promise.all([openBrowser(), startDemoServer(), readFile(path, 'utf8')])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What axe finds. The page's policy forbids inline scripts, so the driver evaluates it. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(context: unknown, options: object): Promise<{ violations: Violation[] }> } }).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], selectors: false, iframes: false }))
      .violations
  })) as Violation[]
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** What a page has asked for and not yet got. */
const pending = new WeakMap<Page, Set<Request>>()

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const asked = new Set<Request>()
  pending.set(page, asked)
  page.on('request', (request) => asked.add(request))
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
  return page
}

/** Nothing is on its way any more: the heading stands, no screen says that it is loading, and no request is without its answer. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  await page.waitForFunction(() => !document.querySelector('.waiting'))
  await expect.poll(() => pending.get(page)?.size).toBe(0)
}

describe.each(LOOKS)('in $locale, $theme, $width px', ({ locale, theme, width }) => {
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    context = await browser.newContext({ locale, colorScheme: theme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    page = await openPage(context)
    await signIn(context, server)
  })
  afterAll(async () => {
    await context?.close()
  })

  it.each(SCREENS)('%s is accessible and fits the window', async (path) => {
    await page.goto(server.url + path)
    await settled(page)
    await page.getByRole('navigation').first().waitFor()
    expect(await violations(page)).toEqual([])
    for (const at of [width, ...BETWEEN]) {
      await page.setViewportSize({ width: at, height: 900 })
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    }
    await page.setViewportSize({ width, height: 900 })
  })

  it('the sign-in is accessible and fits the window', async () => {
    const stranger = await browser.newContext({ locale, colorScheme: theme, viewport: { width, height: 900 } })
    const door = await openPage(stranger)
    await door.goto(`${server.url}/console/`)
    await settled(door)
    expect(await violations(door)).toEqual([])
    await stranger.close()
  })

  it('turns red for a picture that has no words', async () => {
    await page.evaluate(() => document.querySelector('main')?.append(new Image()))
    expect(await violations(page)).toEqual([expect.stringContaining('image-alt')])
  })
})
