import { afterEach, expect, test, vi } from 'vitest'
import { openBrowser } from './browser.ts'

afterEach(() => vi.unstubAllEnvs())

test('opens a page in a real Chromium, light and whole', async () => {
  for (const whole of [false, true]) {
    const browser = await openBrowser({ whole })
    const page = await browser.newPage()
    expect(await page.evaluate(() => navigator.language)).toBe('en-US')
    await browser.close()
  }
})

test('opens the Chromium from npm on a machine that has none', async () => {
  vi.stubEnv('PATH', '')
  const browser = await openBrowser()
  expect(browser.isConnected()).toBe(true)
  await browser.close()
})

test('says in one line what to do when no Chromium starts', async () => {
  vi.stubEnv('ESPALIER_CHROMIUM', '/nowhere/chromium')
  await expect(openBrowser()).rejects.toThrow(
    /^No Chromium starts: run "apt-get install -y chromium" or set ESPALIER_CHROMIUM to one \(.*\)$/,
  )
})
