import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

interface Journey {
  kept: unknown[]
  show(kind: string, place: string): () => void
}
declare const journey: Journey

/** What is alive on the page after a collection: elements, listeners, bytes. */
async function alive(page: Page): Promise<{ nodes: number; listeners: number; bytes: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), bytes: of('JSHeapUsedSize') }
}

/** Opens and closes so many cards, and a modal at every twentieth, and says what grew. `hoard` keeps the cards, as a leak would. */
async function growth(cards: number, hoard: boolean): Promise<{ nodes: number; listeners: number; bytes: number }> {
  const { page } = await pages.open()
  const cycles = (count: number) =>
    page.evaluate(
      async ([count, hoard]) => {
        journey.kept = []
        for (let cycle = 0; cycle < Number(count); cycle += 1) {
          const close = journey.show('card', 'top')
          if (hoard) journey.kept.push(document.querySelector('espalier-slot')?.shadowRoot?.firstChild)
          close()
          if (cycle % 20 > 0) continue
          const closeModal = journey.show('modal', 'interruption')
          const root = document.querySelector('espalier-modal')?.shadowRoot
          while (!root?.firstChild) await new Promise((resolve) => setTimeout(resolve))
          closeModal()
        }
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      },
      [count, hoard] as const,
    )
  await cycles(20)
  const before = await alive(page)
  await cycles(cards)
  const after = await alive(page)
  await page.context().close()
  return { nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners, bytes: after.bytes - before.bytes }
}

it('leaves nothing in memory after a thousand widgets', async () => {
  const { nodes, listeners, bytes } = await growth(1000, false)
  expect(nodes).toBeLessThan(100)
  expect(listeners).toBeLessThan(20)
  expect(bytes).toBeLessThan(1_000_000)
})

it('notices elements that are kept', async () => {
  const { nodes } = await growth(200, true)
  expect(nodes).toBeGreaterThan(200)
})
