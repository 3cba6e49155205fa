import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

/** Buttons that nobody can press and texts that nobody can read to their end, as `element: what is wrong`. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const { documentElement: root } = document
    if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} px wide`)
    for (const host of document.querySelectorAll('espalier-slot,espalier-gate,espalier-meter,espalier-modal,espalier-nps')) {
      const shadow = host.shadowRoot
      const surface = shadow?.querySelector('[part~=root]')
      if (!shadow || !surface) continue
      const { left, right } = surface.getBoundingClientRect()
      if (left < 0 || right > root.clientWidth) found.push(`${host.localName}: ${left} to ${right}`)
      for (const one of surface.querySelectorAll('h2,p,li,label,button,a,span,textarea')) {
        if (one.closest('.unseen,.peek')) continue
        const range = document.createRange()
        range.selectNodeContents(one)
        const inside = range.getBoundingClientRect()
        const name = `${host.localName} ${one.localName} ${one.textContent.slice(0, 12)}`
        if (inside.width > 0 && (inside.left < left || inside.right > right + 0.5))
          found.push(`${name}: text ${inside.left} to ${inside.right}`)
        if (!one.matches('button,a')) continue
        one.scrollIntoView({ block: 'nearest' })
        const box = one.getBoundingClientRect()
        const hit = shadow.elementFromPoint((box.left + box.right) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2)
        if (hit !== one) found.push(`${name}: under ${hit?.className ?? 'nothing'}`)
      }
    }
    return found
  })
}

const SMALLEST = { width: 320, height: 256 }
const READERS = (['en', 'ja'] as const).flatMap((locale) => (['ltr', 'rtl'] as const).map((dir) => ({ locale, dir })))

it.each(READERS)('cuts nothing off at 400 percent zoom, however long the words, $locale $dir', async ({ locale, dir }) => {
  const before = async (page: Page): Promise<void> => {
    await page.addInitScript((direction) => {
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = direction))
    }, dir)
  }
  const found: string[] = []
  for (const forcedColors of ['none', 'active'] as const) {
    const settings = { viewport: SMALLEST, reducedMotion: 'reduce', forcedColors } as const
    for (const show of ['card@top', 'gate@gate:attribution', 'modal@interruption', 'nps@interruption']) {
      const { page } = await pages.open({ locale, settings, long: true, show: [show], before })
      if (show.endsWith('@interruption')) {
        // What covers the page shows the way out first.
        const close = await page.locator('[part=close]').boundingBox()
        if (!close || close.y < 0 || close.y + close.height > SMALLEST.height) found.push(`${show}: no way out in sight`)
      }
      found.push(...(await faults(page)))
      if (show.startsWith('nps')) {
        await page.locator('espalier-nps [value="6"]').check()
        await page.locator('espalier-nps textarea').waitFor()
        found.push(...(await faults(page)))
      }
      await page.context().close()
    }
  }
  expect(found).toEqual([])
})
