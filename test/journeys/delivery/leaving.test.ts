import type { Client } from '@espalier/sdk'
import { expect, test } from 'vitest'
import { watchWire } from '../../harness/wire.ts'
import { useChromium } from './chromium.ts'
import { crash, flush, openHost, openWitness, trackSteps, waitingIn } from './host.ts'
import { readLedger, STEP } from './ledger.ts'

const all = useChromium()

test('what one page of the host leaves of the 64 KiB is enough, and the rest goes when its person is back', async () => {
  const { context, pages, server, proxy } = all
  const page = await context.newPage()
  await openHost(page, pages.url)
  await flush(page)
  const sizes: number[] = []
  context.on('request', (request) => {
    if (!request.url().endsWith('/v1/batch')) return
    expect(request.headers()['content-type']).toMatch(/^text\/plain/)
    sizes.push(request.postDataBuffer()?.length ?? 0)
  })
  // A slow request of the host holds 60,000 of the 65,536 bytes while the page is hidden.
  proxy.fate = (path) => (path === '/health' ? 'slow' : 'pass')
  await page.evaluate(
    ([name, server]) => {
      const { espalier } = globalThis as unknown as { espalier: Client }
      for (let n = 0; n < 30; n++) espalier.track(name, { n: `q${n}`, text: 'x'.repeat(900) })
      void fetch(`${server}/health`, { method: 'POST', mode: 'no-cors', keepalive: true, body: 'h'.repeat(60_000) })
      dispatchEvent(new Event('pagehide'))
    },
    [STEP, proxy.url] as const,
  )
  // Halves of halves: four kilobytes fit beside it.
  await expect.poll(() => sizes.filter((size) => size <= 4096).length).toBeGreaterThan(0)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16_384)
  await page.close()
  const back = await context.newPage()
  await openHost(back, pages.url)
  await expect
    .poll(async () => {
      await flush(back)
      return waitingIn(back)
    })
    .toBe(0)
  const { stored } = await readLedger(server.folder)
  expect([...stored].filter(([n]) => n.startsWith('q')).map(([, times]) => times)).toEqual(Array(30).fill(1))
})

test('sends 101 events in a row with at most 3 requests', async () => {
  const { context, pages, proxy } = all
  const wire = watchWire(context, proxy.url)
  const page = await context.newPage()
  await openHost(page, pages.url)
  await flush(page)
  const before = wire.sent.filter(({ path }) => path === '/v1/batch').length
  await trackSteps(
    page,
    Array.from({ length: 101 }, (_, n) => `b${n}`),
  )
  await flush(page)
  const requests = wire.sent.filter(({ path }) => path === '/v1/batch').length - before
  process.stdout.write(`101 track() calls: ${requests} requests\n`)
  expect(requests).toBeGreaterThan(0)
  expect(requests).toBeLessThanOrEqual(3)
})

test.each([
  ['survives a crash of its page', '/', ['crash-/']],
  ['is gone, and seen to be gone, where nothing may be stored', '/memory.html', []],
])('what was not sent %s', async (_, path, left) => {
  const { context, pages, server, proxy } = all
  proxy.fate = (asked) => (asked.startsWith('/v1/batch') ? 'cut' : 'pass')
  const page = await context.newPage()
  await openHost(page, pages.url + path)
  await trackSteps(page, [`crash-${path}`])
  await crash(context, page, await openWitness(context, pages.url))
  proxy.fate = () => 'pass'
  const back = await context.newPage()
  await openHost(back, pages.url)
  await flush(back)
  const { stored } = await readLedger(server.folder)
  expect([...stored.keys()].filter((n) => n === `crash-${path}`)).toEqual(left)
})
