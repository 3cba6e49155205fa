import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

/** Every violation as `rule: element`. */
async function check(page: Page): Promise<string[]> {
  // A colour in the middle of a fade is nobody's colour.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  await page.addScriptTag({ path: AXE })
  const results = await page.evaluate((tags) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    return axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  }, TAGS)
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.flat().join(' ')}`))
}

/** The names that Chromium gives to assistive technology. */
async function sayable(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  return nodes.filter((node) => !node.ignored).map((node) => String(node.name?.value ?? ''))
}

const READERS = [
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'en', colorScheme: 'dark', width: 320 },
  { locale: 'ja', colorScheme: 'light', width: 320 },
  { locale: 'ja', colorScheme: 'dark', width: 1280 },
] as const

it.each(READERS)('has nothing to object to in $locale, $colorScheme, $width px wide', async ({ locale, colorScheme, width }) => {
  const settings = { colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } } as const
  const cornered = await pages.open({ locale, settings, show: ['card@top', 'gate@gate:attribution', 'nps@interruption'] })
  expect(await check(cornered.page)).toEqual([])
  await cornered.page.locator('espalier-nps [value="6"]').check()
  await cornered.page.locator('espalier-nps textarea').waitFor()
  expect(await check(cornered.page)).toEqual([])
  const dialog = await pages.open({ locale, settings, show: ['modal@interruption'] })
  expect(await check(dialog.page)).toEqual([])
})

it('objects to text that cannot be read and to targets that cannot be hit', async () => {
  const { page } = await pages.open({ show: ['card@top'], settings: { reducedMotion: 'reduce' } })
  await page.addStyleTag({ content: 'espalier-slot { --espalier-muted: #ccc }' })
  await page.evaluate(() => {
    const small = document.createElement('div')
    small.innerHTML = '<button style="all:unset;font-size:8px">a</button><button style="all:unset;font-size:8px">b</button>'
    document.body.append(small)
  })
  const found = await check(page)
  expect(found.some((one) => one.startsWith('color-contrast: espalier-slot'))).toBe(true)
  expect(found.some((one) => one.startsWith('target-size'))).toBe(true)
})

it.each([320, 375, 768, 1280])('never makes a page of %i px scroll sideways', async (width) => {
  const settings = { viewport: { width, height: 800 } }
  const { page } = await pages.open({ settings, show: ['card@top', 'gate@gate:attribution', 'nps@interruption'] })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  const corner = await page.locator('espalier-nps [part~=root]').boundingBox()
  expect(corner && corner.x >= 0 && corner.x + corner.width <= width).toBe(true)
})

it('says each widget and each value to a screen reader', async () => {
  const { page } = await pages.open({ show: ['card@top', 'gate@gate:attribution', 'nps@interruption'] })
  await expect.poll(() => page.locator('espalier-nps [role=status]').textContent()).toContain('How likely are you to recommend us')
  expect(await page.locator('espalier-slot[name=top]').ariaSnapshot()).toContain('region "One seat left on your plan"')
  expect(await page.locator('espalier-nps').ariaSnapshot()).toMatch(/radiogroup "How likely.*[\s\S]*radio "10"/)
  const said = await sayable(page)
  expect(said).toContain('Locked Attribution')
  expect(said).not.toContain('Organic search')
  const meter = page.getByRole('meter', { name: 'Exports' })
  expect(await meter.getAttribute('aria-valuetext')).toMatch(/^820 of 1,000\. Resets on .+\. At this pace the limit is reached on .+\.$/)
  await page.evaluate(() => (globalThis as unknown as { journey: { unlock(): void } }).journey.unlock())
  expect(await sayable(page)).toContain('Organic search')
})
