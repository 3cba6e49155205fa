import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepLedger, LEDGER } from './ledger.ts'
import { openGuests, signIn, track, useAll, type Guest, type Guests, type Host } from './open-guest.ts'

let guests: Guests
beforeAll(async () => {
  guests = await openGuests()
})
afterAll(() => guests?.stop())

const open = (): Promise<Guest> => guests.open({ before: (page) => page.addInitScript(keepLedger, LEDGER) })
/** What the page's scripts have begun and not ended. */
const live = (page: Page): Promise<string[]> =>
  page.evaluate((name) => (globalThis as unknown as Record<symbol, () => string[]>)[Symbol.for(name)]?.() ?? ['no ledger'], LEDGER)
const shutDown = (page: Page): Promise<void> => page.evaluate(() => (globalThis as unknown as Host).espalier.shutdown())

it('leaves nothing that lives after shutdown, while everything is on the screen', async () => {
  const { page, findings } = await open()
  await signIn(page)
  await page.getByRole('heading', { name: '10 left' }).waitFor()
  await page.locator('espalier-gate [part~=action]').waitFor()
  await track(page, 'Finished')
  await page.locator('espalier-nps [value="9"]').check()
  // Now what sends is there, with the disk that it opens.
  await page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
  const before = (await live(page)).map((one) => one.split(' ')[0])
  expect(before).toEqual(expect.arrayContaining(['listener', 'MutationObserver', 'BroadcastChannel', 'database', 'element', 'inside']))
  await shutDown(page)
  await expect.poll(() => live(page)).toEqual([])
  expect(await findings()).toEqual(['global: window.espalier is new'])
})

it('leaves nothing that lives after a whole visit, and stays silent', async () => {
  const { page, wire } = await open()
  await signIn(page)
  await useAll(page)
  await shutDown(page)
  await expect.poll(() => live(page)).toEqual([])
  await track(page, 'Too late')
  await page.evaluate(() => history.pushState(null, '', '/later'))
  await page.evaluate(() => document.body.append(document.createElement('espalier-meter')))
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  expect(await live(page)).toEqual([])
  wire.refuteEvent('Too late')
})

it('would tell of everything that can be left', async () => {
  const { page } = await open()
  await page.addScriptTag({ url: `${guests.pages.url}/careless.js` })
  await shutDown(page)
  const kinds = async () => new Set((await live(page)).map((one) => one.split(' ')[0]))
  await expect
    .poll(kinds)
    .toEqual(new Set(['listener', 'setInterval', 'setTimeout', 'MutationObserver', 'BroadcastChannel', 'database', 'lock', 'element']))
})
