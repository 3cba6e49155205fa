import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { servePages, watchPage, type HostPages } from './page.ts'
import { watchWire } from './wire.ts'

const receiver = createServer((_, response) => response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}'))
let browser: Browser
let folder: string
let pages: HostPages
let espalier: { url: string; publicKey: string }

const PAGE = `<!doctype html><title>Host</title><script nonce="n">
addEventListener('load', () => {
  document.body.setAttribute('style', 'color: red')
  const batch = [{ type: 'track', event: 'Report Exported', messageId: '1', timestamp: '2026-11-22T09:00:00Z' }]
  fetch('__ESPALIER__/v1/batch', { method: 'POST', keepalive: true, body: JSON.stringify({ batch, writeKey: '__ESPALIER_KEY__' }) })
  console.error('said aloud')
  throw new Error('thrown')
})
</script>`

beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'host-page-'))
  await writeFile(join(folder, 'page.html'), PAGE)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  espalier = { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, publicKey: 'pk_test_demo' }
  pages = await servePages({ folder, espalier, csp: "default-src 'none'; script-src 'nonce-n'; connect-src __ESPALIER__" })
})

afterAll(async () => {
  await browser.close()
  await pages.stop()
  receiver.closeAllConnections()
  receiver.close()
  await rm(folder, { recursive: true, force: true })
})

test('sees what a page sends, and names what it did not send', async () => {
  const page = await browser.newPage()
  const wire = watchWire(page.context(), espalier.url)
  await page.goto(pages.url)
  const event = await wire.expectEvent('Report Exported')
  expect(event.messageId).toBe('1')
  expect((await wire.expect('/v1/batch')).body).toMatchObject({ writeKey: 'pk_test_demo' })
  wire.refuteEvent('Seat Added')
  expect(() => wire.refute('/v1/batch')).toThrow('/v1/batch was sent')
  expect(() => wire.refuteEvent('Report Exported')).toThrow('event "Report Exported" was sent')
  await page.close()
})

test('collects console errors, uncaught errors and policy violations', async () => {
  const page = await browser.newPage()
  const complaints = await watchPage(page)
  const thrown = page.waitForEvent('pageerror')
  await page.goto(pages.url)
  await thrown
  await expect.poll(() => complaints.policy).toEqual(['style-src-attr inline'])
  expect(complaints.console).toContain('said aloud')
  expect(complaints.errors.join()).toContain('thrown')
  await page.close()
})
