import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGuests, signIn, track, useAll, type Guests, type Host } from './open-guest.ts'

const STRICT =
  "default-src 'none'; script-src 'nonce-host' 'strict-dynamic'; style-src 'none'; img-src 'none'; font-src 'none'; connect-src __ESPALIER__; " +
  "base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

let guests: Guests
beforeAll(async () => {
  guests = await openGuests(STRICT)
})
afterAll(() => guests?.stop())

const FILES = [
  'sdk',
  'engine',
  'widgets',
  'delivery',
  'forward',
  'chunks/card',
  'chunks/gate',
  'chunks/meter',
  'chunks/nps',
  'chunks/answer',
  'chunks/modal',
  'chunks/say',
  'chunks/explain',
]

const filesOf = (page: Page) => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
const missing = (files: readonly string[], loaded: readonly string[]) =>
  files.filter((file) => !loaded.some((path) => path.includes(`/${file}`)))

it('shows everything it can under the strictest policy', async () => {
  const { page, findings } = await guests.open({ path: '/strict.html' })
  await signIn(page)
  await useAll(page)
  expect(await findings()).toEqual(['global: window.espalier is new', 'global: window.dataLayer is new'])
  const files = await filesOf(page)
  await page.reload()
  await signIn(page)
  await track(page, 'Opened')
  await page.locator('espalier-modal').getByRole('button', { name: 'Not now' }).click()
  expect(await findings()).toEqual(['global: window.espalier is new', 'global: window.dataLayer is new'])
  expect(missing(FILES, [...files, ...(await filesOf(page))])).toEqual([])
})

it('opens the overlay under it, looks at all that it has, and previews', async () => {
  const { page, findings } = await guests.open({ path: '/strict.html' })
  await signIn(page)
  expect(await page.evaluate(() => (globalThis as unknown as Host).espalier.debug())).toBe(true)
  const overlay = page.getByRole('dialog', { name: 'Espalier on this page' })
  for (const name of ['Facts', 'Queue', 'Preview']) {
    await overlay.getByRole('tab', { name }).click()
    await overlay.getByRole('tab', { name, selected: true }).waitFor()
  }
  await overlay.locator('.card', { hasText: 'card' }).getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByRole('button', { name: 'End the preview' }).click()
  await overlay.getByRole('button', { name: '日本語' }).click()
  await page.getByRole('dialog', { name: 'このページの判定' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await findings()).toEqual(['global: window.espalier is new', 'global: window.dataLayer is new'])
  expect(missing(['chunks/open', 'chunks/rules'], await filesOf(page))).toEqual([])
})

/** A token of the host's server for somebody of an account, good for an hour. */
async function tokenFor(user: string, account: string): Promise<string> {
  const { url, secretKey } = guests.server
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ algorithm: 'HS256', label: 'Host' })
  const { id, secret } = (await (await fetch(`${url}/v1/identity/keys`, { method: 'POST', headers, body })).json()) as Record<
    string,
    string
  >
  const seconds = Math.floor(Date.now() / 1000)
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const text = `${encode({ alg: 'HS256', kid: id })}.${encode({ sub: user, acc: account, iat: seconds, exp: seconds + 3600 })}`
  return `${text}.${createHmac('sha256', secret ?? '')
    .update(text)
    .digest('base64url')}`
}

it('signs under it for whom it speaks, and asks the host for usage', async () => {
  const token = await tokenFor('u_signed', 'a_signed')
  const { page, wire, findings } = await guests.open({ path: '/signed.html' })
  await page.waitForFunction(() => 'espalier' in globalThis)
  await page.evaluate(
    async ([key, token]) => {
      const { espalier } = globalThis as unknown as Host & { espalier: { init(options: object): void } }
      espalier.init({ key, token: () => token, usage: () => ({ used: 3 }) })
      espalier.identify('u_signed')
      espalier.group('a_signed')
      await new Promise<void>((resolve) => void espalier.on('ready', () => resolve()))
    },
    [guests.server.publicKey, token] as const,
  )
  await page.locator('espalier-meter [part~=bar]').waitFor({ state: 'attached' })
  await page.getByRole('heading', { name: / left$/ }).waitFor()
  await page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
  await wire.expectEvent('espalier:usage', ({ properties }) => properties?.['used'] === 3)
  expect(wire.sent.map(({ body }) => JSON.stringify(body) ?? '').filter((body) => body.includes(token))).not.toEqual([])
  expect(await findings()).toEqual(['global: window.espalier is new'])
  expect(missing(['signer', 'ask-usage'], await filesOf(page))).toEqual([])
})

it('would tell of a guest that needs more than that', async () => {
  const { page, findings } = await guests.open({ path: '/strict.html' })
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))
    const script = document.createElement('script')
    try {
      script.src = 'data:text/javascript,'
    } catch {}
  })
  await expect
    .poll(() => findings())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/^policy: style-src/), expect.stringMatching(/^policy: require-trusted-types-for/)]),
    )
})
