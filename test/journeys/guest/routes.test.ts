import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGuests, signIn, type Guests, type Host } from './open-guest.ts'

let guests: Guests
beforeAll(async () => {
  guests = await openGuests()
})
afterAll(() => guests?.stop())

/** What is alive on the page once nothing waits to be sent and garbage was collected. */
async function alive(page: Page): Promise<{ nodes: number; listeners: number; bytes: number }> {
  await page.evaluate(() => (globalThis as unknown as Host).espalier.flush())
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), bytes: of('JSHeapUsedSize') }
}

/** Goes through `routes` with a slot, a gate and a meter each, and says what grew. `hoard` keeps the elements, as a leak would. */
async function growth(routes: number, hoard: boolean): Promise<{ nodes: number; listeners: number; bytes: number }> {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  const go = (count: number) =>
    page.evaluate(
      async ([count, hoard]) => {
        const kept: unknown[] = []
        if (hoard) Object.defineProperty(globalThis, Symbol.for('kept'), { value: kept, configurable: true })
        const view = document.querySelector('#text')
        for (let route = 0; route < count; route += 1) {
          history.pushState(null, '', `/route/${route % 50}`)
          const elements = ['slot name top', 'gate feature analytics', 'meter feature exports'].map((one) => {
            const [tag, attribute = '', value = ''] = one.split(' ')
            const element = document.createElement(`espalier-${tag}`)
            element.setAttribute(attribute, value)
            return element
          })
          if (hoard) kept.push(...elements)
          view?.replaceChildren(...elements)
          await new Promise((resolve) => setTimeout(resolve))
        }
        view?.replaceChildren()
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      },
      [count, hoard] as const,
    )
  await go(100)
  const before = await alive(page)
  await go(routes)
  const after = await alive(page)
  await page.context().close()
  return { nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners, bytes: after.bytes - before.bytes }
}

it('leaves nothing in memory after a thousand routes', { timeout: 180_000 }, async () => {
  const { nodes, listeners, bytes } = await growth(1000, false)
  expect(nodes).toBeLessThan(300)
  expect(listeners).toBeLessThan(30)
  expect(bytes).toBeLessThan(1_000_000)
})

it('notices elements that are kept', { timeout: 180_000 }, async () => {
  const { nodes } = await growth(200, true)
  expect(nodes).toBeGreaterThan(600)
})
