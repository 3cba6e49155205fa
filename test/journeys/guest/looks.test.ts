import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGuests, signIn, track, type Guest, type Guests } from './open-guest.ts'

let guests: Guests
let looksElsewhere: unknown
beforeAll(async () => {
  guests = await openGuests()
  const { page } = await openWithQuestion()
  looksElsewhere = await looks(page)
  await page.context().close()
})
afterAll(() => guests?.stop())

/** A page with a card and a question on it. */
async function openWithQuestion(path = '/', css = ''): Promise<Guest> {
  const guest = await guests.open({ path, settings: { reducedMotion: 'reduce' } })
  await signIn(guest.page)
  if (css) await guest.page.addStyleTag({ content: css })
  if (path === '/') await guest.page.getByRole('heading', { name: '10 left' }).waitFor()
  await ask(guest.page)
  return guest
}

async function ask(page: Page): Promise<void> {
  await track(page, 'Finished')
  await page.locator('espalier-nps [part~=root]').waitFor()
}

/** How a widget and everything in it looks, apart from where it stands and from the font, which is the page's. */
const looks = (page: Page, selector = 'espalier-slot[name=top], espalier-nps') =>
  page.locator(selector).evaluateAll((hosts) =>
    hosts.map((host) =>
      [...(host.shadowRoot ?? host).querySelectorAll('[part], label, p, span')].map((part) => {
        const style = getComputedStyle(part)
        const { display, color, backgroundColor, fontSize, fontWeight, padding, borderRadius, textTransform, letterSpacing } = style
        return [part.className, display, color, backgroundColor, fontSize, fontWeight, padding, borderRadius, textTransform, letterSpacing]
      }),
    ),
  )

const STYLES = {
  'reverts everything': '* { all: revert !important }',
  'resets everything':
    '*, ::before, ::after { margin: 0 !important; padding: 0 !important; border: 0 !important; font: 30px serif !important }',
  shouts:
    'body * { text-transform: uppercase !important; letter-spacing: 3px !important; display: inline !important; color: red !important }',
}

it.each(Object.entries(STYLES))('looks the same on a page that %s', async (_, css) => {
  const { page } = await openWithQuestion('/', css)
  expect(await looks(page)).toEqual(looksElsewhere)
  // A guest without a shadow root would be seen to change.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div class="mine"><p>Mine</p></div><style>.mine p { color: green; padding: 3px }</style>',
    )
  })
  const planted = await looks(page, '.mine')
  await page.evaluate(() => document.head.querySelector('style:last-of-type')?.remove())
  expect(await looks(page, '.mine')).not.toEqual(planted)
})

it('looks the same in quirks mode', async () => {
  const { page } = await openWithQuestion('/quirks.html')
  await page.getByRole('heading', { name: '10 left' }).waitFor()
  expect(await page.evaluate(() => document.compatMode)).toBe('BackCompat')
  expect(await looks(page)).toEqual(looksElsewhere)
})

/** What stands in front at the middle of an element. */
const inFront = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { x, y, width, height } = (element.shadowRoot?.querySelector('[part~=root]') ?? element).getBoundingClientRect()
    return document.elementFromPoint(x + width / 2, y + height / 2)?.localName
  })

it('stays in front in a war of z-index, whatever transforms and clips the page', async () => {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await page.evaluate(() => {
    const mine = document.body.appendChild(document.createElement('mine-widget'))
    mine.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 300px; height: 300px; z-index: 2147483647'
  })
  await ask(page)
  await page.evaluate(() => {
    const overlay = document.body.appendChild(document.createElement('host-overlay'))
    overlay.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #eee'
    document.body.style.cssText = 'transform: translateX(40px); overflow: hidden; height: 100px; contain: paint'
  })
  expect(await inFront(page, 'espalier-nps')).toBe('espalier-nps')
  expect(await inFront(page, 'mine-widget')).not.toBe('mine-widget')
  const corner = async () => {
    const box = await page.locator('espalier-nps [part~=root]').boundingBox()
    return box && [box.x + box.width, box.y + box.height]
  }
  // It arrives with a movement.
  await expect.poll(corner).toEqual([984, 884])
})

it('moves nothing on the page that people did not ask to move', async () => {
  const { page, findings } = await guests.open({
    path: '/bare.html',
    before: (page) =>
      page.addInitScript(() => {
        const shifts: number[] = []
        Object.defineProperty(globalThis, Symbol.for('shifts'), { value: shifts })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
        }).observe({ type: 'layout-shift', buffered: true })
      }),
  })
  const shifts = () => page.evaluate(() => (globalThis as unknown as Record<symbol, number[]>)[Symbol.for('shifts')])
  const frame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const size = () => page.evaluate(() => [document.documentElement.scrollHeight, document.body.getBoundingClientRect().height])
  await signIn(page)
  const before = await size()
  await ask(page)
  await frame()
  expect(await size()).toEqual(before)
  expect(await shifts()).toEqual([])
  expect(await findings()).toEqual(['global: window.espalier is new'])
  await page.evaluate(() => document.body.prepend('A line that pushes everything down'))
  await frame()
  await expect.poll(shifts).not.toEqual([])
})

it('is on no paper', async () => {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await page.emulateMedia({ media: 'print' })
  const paper = await page.screenshot()
  await page.emulateMedia({ media: 'screen' })
  await ask(page)
  await page.emulateMedia({ media: 'print' })
  expect((await page.screenshot()).equals(paper)).toBe(true)
  await page.evaluate(() => document.body.appendChild(document.createElement('mine-widget')).append('Mine'))
  expect((await page.screenshot()).equals(paper)).toBe(false)
})
