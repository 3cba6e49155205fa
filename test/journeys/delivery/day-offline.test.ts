import type { Client } from '@espalier/sdk'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.ts'
import { flush, openHost, waitingIn } from './host.ts'
import { readLedger, STEP } from './ledger.ts'

const EVENTS = 5000
const DAY = 86_400_000
/** Events that one task of the page tracks. */
const AT_ONCE = 100

const all = useChromium()

test('24 hours offline with 5,000 events: all arrive once, with times right to a second', { timeout: 180_000 }, async () => {
  const { context, pages, server } = all
  const page = await context.newPage()
  // The page's day passes as fast as it is told to.
  await page.addInitScript(() => {
    const real = Date.now.bind(Date)
    const scope = globalThis as unknown as { ahead: number }
    scope.ahead = 0
    Date.now = () => real() + scope.ahead
  })
  await openHost(page, pages.url)
  await flush(page)
  await context.setOffline(true)
  const happened: number[] = []
  for (let from = 0; from < EVENTS; from += AT_ONCE) {
    const times = await page.evaluate(
      ([name, first, count, step]) => {
        const scope = globalThis as unknown as { ahead: number; espalier: Client }
        return Array.from({ length: count }, (_, index) => {
          scope.ahead += step
          scope.espalier.track(name, { n: String(first + index) })
          return Date.now()
        })
      },
      [STEP, from, AT_ONCE, DAY / EVENTS] as const,
    )
    happened.push(...times)
  }
  expect(await waitingIn(page)).toBeGreaterThanOrEqual(EVENTS)
  await context.setOffline(false)
  await expect
    .poll(
      async () => {
        await flush(page)
        return waitingIn(page)
      },
      { timeout: 60_000 },
    )
    .toBe(0)

  const { stored, at, counted } = await readLedger(server.folder)
  expect([stored.size, Math.max(...stored.values()), counted]).toEqual([EVENTS, 1, EVENTS])
  // The page's clock is a day ahead by now, and the server's is right.
  const wrong = happened.map((time, n) => Math.abs((at.get(String(n)) ?? 0) - (time - DAY)))
  // A machine so busy that requests take longer than a second makes every time wrong by that much.
  const slowest = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/v1/batch'))
        .map(({ duration }) => duration),
    ),
  )
  process.stdout.write(`24 h offline: ${stored.size} events arrived once, times wrong by at most ${Math.max(...wrong)} ms\n`)
  expect(Math.max(...wrong)).toBeLessThanOrEqual(Math.max(1000, slowest))
})
