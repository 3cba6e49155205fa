import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../harness/browser.ts'
import { openGuests, type Guests } from './open-guest.ts'

let guests: Guests
beforeAll(async () => {
  guests = await openGuests(undefined, { whole: true, ignoreDefaultArgs: ['--disable-back-forward-cache'] })
})
afterAll(() => guests?.stop())

/** Leaves a page and comes back; answers what the server has of `user` then, as text. */
async function goAndComeBack(browser: Browser, user: string): Promise<() => Promise<string>> {
  const { server, pages } = guests
  const page = await browser.newPage()
  // What was kept comes back without a word to those who drive the browser, so the server is asked.
  await page.goto(`${pages.url}/back.html?user=${user}`)
  return async () => {
    const response = await fetch(`${server.url}/v1/users/${user}`, { headers: { authorization: `Bearer ${server.secretKey}` } })
    return response.text()
  }
}
const times = (text: string, event: string): number => text.split(`"${event}"`).length - 1

it('is kept by the browser with the page, and goes on when the person comes back', async () => {
  const events = await goAndComeBack(guests.browser, 'u_back')
  await expect.poll(events, { timeout: 30_000 }).toContain('Restored')
  expect(times(await events(), 'Loaded')).toBe(1)
})

it('would tell of a page that was loaded anew', async () => {
  const forgetful = await openBrowser({ whole: true })
  const events = await goAndComeBack(forgetful, 'u_anew')
  await expect.poll(async () => times(await events(), 'Loaded'), { timeout: 30_000 }).toBe(2)
  expect(await events()).not.toContain('Restored')
  await forgetful.close()
})
