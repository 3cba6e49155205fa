import { gzipSync } from 'node:zlib'
import type { CampaignInput } from '@espalier/core/schema'
import type { Client } from '@espalier/sdk'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { call } from '../../harness/call.ts'
import { servePages, type HostPages } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { FIRST_SIGHT, weights } from '../../package/browser-files.ts'

// By hand: serve this folder beside a server with the campaign below, and read the network panel until the question appears.

const QUESTION: CampaignInput = {
  id: 'question',
  name: 'Question',
  motion: 'survey',
  problemSolved: 'Nobody knows what people miss.',
  widget: { kind: 'nps', content: { en: { question: 'How likely are you?' }, ja: { question: 'どのくらいですか？' } } },
  audience: { 'user.role': 'owner' },
  trigger: { on: 'event', event: 'Report Exported' },
  cadence: { show: 'until-answered' },
  goal: { kind: 'response' },
}

declare const espalier: Client

let server: Server
let pages: HostPages
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  const budget = { userPerDay: 9, userPerWeek: 9, accountPerDay: 99, quietFirstDays: 0, quietFirstSeconds: 0 }
  await call(server, 'PUT', '/v1/settings', { holdout: 0, budget, surveySampling: 1, surveys: { firstAskDays: 0 } })
  await call(server, 'PUT', `/v1/campaigns/${QUESTION.id}`, QUESTION)
  await call(server, 'POST', `/v1/campaigns/${QUESTION.id}/publish`)
  pages = await servePages({ folder: import.meta.dirname, espalier: server })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await pages?.stop()
  await server?.stop()
})

/** Signs somebody in, lets the server answer about them, and exports a report. Answers the scripts that have come by then, with their bytes. */
async function exportAs(
  role: string,
  locale: string,
  until: (page: Page) => Promise<unknown>,
  late: readonly string[] = [],
): Promise<Map<string, number>> {
  const context = await browser.newContext({ locale })
  // What nobody needs before may not come before.
  for (const file of late) await context.route(`**/${file}`, () => undefined)
  const page = await context.newPage()
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.set(response.url(), response.body())
  })
  await page.goto(pages.url)
  const person = `${role}-${locale}`
  const answered = page.waitForResponse((response) => {
    return response.url().endsWith('/v1/boot') && (response.request().postData() ?? '').includes(person)
  })
  await page.evaluate(([id = '', role]) => espalier.identify(id, { role }), [person, role])
  await answered
  await page.evaluate(() => espalier.track('Report Exported'))
  await until(page)
  const sizes = new Map<string, number>()
  for (const [url, body] of bodies) sizes.set(url.replace(/.*\//, ''), gzipSync(await body, { level: 9 }).length)
  await context.close()
  return sizes
}

const ceiling = weights().find(({ name }) => name === FIRST_SIGHT)?.ceiling ?? 0

test.each(['en-GB', 'ja-JP'])('a page has fetched few bytes of ours when its first question is seen, in %s', async (locale) => {
  const sizes = await exportAs('owner', locale, (page) => page.getByRole('radio', { name: '10', exact: true }).waitFor(), [
    'delivery.js',
    'answer.js',
  ])
  const [first = ''] = sizes.keys()
  expect(first).toBe('sdk.js')
  expect([...sizes.keys()].map((name) => name.replace(/[-.].*/, '')).toSorted()).toEqual(['engine', 'nps', 'sdk', 'widgets'])
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(ceiling)
})

test('a page with few events sends them without what delivers many', async () => {
  const isSent = (response: Response): boolean =>
    response.url().endsWith('/v1/batch') && (response.request().postData() ?? '').includes('Report Exported')
  const sizes = await exportAs('member', 'en-GB', (page) => page.waitForResponse(isSent))
  expect([...sizes.keys()]).toEqual(['sdk.js'])
})

test('a page on which nothing can show loads no interface code', async () => {
  const sizes = await exportAs('guest', 'en-GB', (page) => page.evaluate(() => espalier.flush()))
  expect([...sizes.keys()]).toEqual(['sdk.js', 'delivery.js'])
})
