import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

interface Journey {
  touches: string[]
  show(kind: string, place: string): void
  unlock(): void
  destroy(): void
}
declare const journey: Journey

const show = (page: Page, kind: string, place: string) =>
  page.evaluate(([kind, place]) => journey.show(kind ?? '', place ?? ''), [kind, place])

/** How the inside of a widget looks, apart from where the page put it. */
const looks = (page: Page, element: string) =>
  page.locator(`${element} [part~=root]`).evaluate((root) =>
    [root, ...root.querySelectorAll('[part]')].map((part) => {
      const { display, color, backgroundColor, fontSize, fontWeight, padding, borderRadius, textTransform, letterSpacing } =
        getComputedStyle(part)
      return [
        part.getAttribute('part'),
        display,
        color,
        backgroundColor,
        fontSize,
        fontWeight,
        padding,
        borderRadius,
        textTransform,
        letterSpacing,
      ]
    }),
  )

it("looks the same inside whatever the page's styles do to everything", async () => {
  const { page } = await pages.open({ show: ['card@top', 'nps@interruption'] })
  const before = [await looks(page, 'espalier-slot[name=top]'), await looks(page, 'espalier-nps')]
  await page.addStyleTag({
    content: `* { all: revert !important } button, h2, a, div { color: red !important; font-size: 30px !important; padding: 40px }
      body * { text-transform: uppercase; letter-spacing: 3px; display: inline !important }`,
  })
  expect([await looks(page, 'espalier-slot[name=top]'), await looks(page, 'espalier-nps')]).toEqual(before)
})

it('takes the tokens and parts that a host may set', async () => {
  const { page } = await pages.open({ show: ['card@top'] })
  await page.addStyleTag({
    content: ':root { --espalier-accent: rgb(90 60 200); --espalier-radius: 4px } espalier-slot::part(title) { font-size: 20px }',
  })
  const root = page.locator('espalier-slot[name=top] [part~=root]')
  expect(await root.evaluate((card) => getComputedStyle(card).borderRadius)).toBe('4px')
  expect(await root.locator('[part~=action]').evaluate((action) => getComputedStyle(action).backgroundColor)).toBe('rgb(90, 60, 200)')
  expect(await root.locator('[part~=title]').evaluate((title) => getComputedStyle(title).fontSize)).toBe('20px')
})

it('follows the system, then the page, then its own attribute between light and dark', async () => {
  const { page } = await pages.open({ show: ['card@top'], settings: { colorScheme: 'dark' } })
  const surface = () => page.locator('espalier-slot[name=top] [part~=root]').evaluate((card) => getComputedStyle(card).backgroundColor)
  const [light, dark] = ['rgb(255, 255, 255)', 'rgb(27, 33, 30)']
  expect(await surface()).toBe(dark)
  await page.evaluate(() => document.documentElement.setAttribute('data-espalier-theme', 'light'))
  await expect.poll(surface).toBe(light)
  await page.locator('espalier-slot[name=top]').evaluate((slot) => slot.setAttribute('theme', 'dark'))
  await expect.poll(surface).toBe(dark)
})

it('takes no space where it has nothing to say', async () => {
  const { page } = await pages.open()
  const spaceOf = (slot: Element) => [
    getComputedStyle(slot).position,
    slot.getBoundingClientRect().width,
    slot.getBoundingClientRect().height,
  ]
  // Out of the flow, so that no gap of the host's layout counts it; with a place of its own, so that it can come into sight.
  expect(await page.locator('espalier-slot[name=top]').evaluate(spaceOf)).toEqual(['absolute', 0, 0])
})

it('counts as shown only what came onto the screen', async () => {
  const { page, outcomes } = await pages.open({ show: ['card@far', 'card@top'] })
  await expect.poll(async () => (await outcomes()).length).toBe(1)
  await page.locator('espalier-slot[name=far]').scrollIntoViewIfNeeded()
  await expect.poll(outcomes).toEqual([
    { kind: 'card', type: 'shown' },
    { kind: 'card', type: 'shown' },
  ])
})

it('keeps the page where it is behind the modal, without a change to the page', async () => {
  const { page } = await pages.open()
  const state = () =>
    page.evaluate(() => {
      const { documentElement: html, body } = document
      const attributes = [html, body].map((element) => element.getAttributeNames().join())
      return { attributes, width: body.clientWidth, top: scrollY, global: Object.keys(globalThis).filter((key) => /espalier/i.test(key)) }
    })
  const before = await state()
  await show(page, 'modal', 'interruption')
  await page.locator('espalier-modal dialog').waitFor()
  await page.mouse.move(40, 700)
  await page.mouse.wheel(0, 900)
  await page.keyboard.press('PageDown')
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  expect(await state()).toEqual(before)
  await page.mouse.click(40, 700)
  await page.locator('espalier-modal').waitFor({ state: 'detached' })
  expect(await state()).toEqual(before)
})

it('shows a peek of what is locked, tells of a touch, and unlocks by itself', async () => {
  const { page } = await pages.open()
  const gate = page.locator('espalier-gate')
  await gate.locator('[inert]').waitFor()
  const locked = () => gate.evaluate((element) => element.matches(':state(locked)'))
  expect(await locked()).toBe(true)
  const link = await page.locator('a[href="#referral"]').boundingBox()
  await page.mouse.click((link?.x ?? 0) + 5, (link?.y ?? 0) + 5)
  expect(await page.evaluate(() => [journey.touches, location.hash])).toEqual([['attribution'], ''])
  const height = (await gate.boundingBox())?.height ?? 0
  await page.evaluate(() => journey.unlock())
  expect(await locked()).toBe(false)
  await page.locator('a[href="#referral"]').click()
  expect(await page.evaluate(() => location.hash)).toBe('#referral')
  expect(height).toBeLessThan(260)
})

it('goes where the action leads, unless the host takes over', async () => {
  const { page, outcomes } = await pages.open({ show: ['card@top'] })
  await page.locator('espalier-slot[name=top]').getByRole('link', { name: 'Compare plans' }).click()
  expect(await page.evaluate(() => location.hash)).toBe('#plans')
  expect((await outcomes()).at(-1)).toEqual({ kind: 'card', type: 'accepted', url: '#plans' })
  await page.evaluate(() => {
    location.hash = ''
    document.addEventListener('espalier:accepted', (event) => event.preventDefault())
    journey.show('card', 'top')
  })
  await page.locator('espalier-slot[name=top]').getByRole('link', { name: 'Compare plans' }).click()
  expect(await page.evaluate(() => location.hash)).toBe('')
})

it('stands still for people who asked for less motion', async () => {
  const moving = await pages.open({ show: ['card@top'], settings: { reducedMotion: 'no-preference' } })
  const still = await pages.open({ show: ['card@top'], settings: { reducedMotion: 'reduce' } })
  const motion = (page: Page) =>
    page.locator('espalier-slot[name=top] [part~=root]').evaluate((card) => getComputedStyle(card).animationName)
  expect(await motion(moving.page)).toBe('rise')
  expect(await motion(still.page)).toBe('none')
})

it('ends a sentence where its language does on a page that reads from right to left', async () => {
  const { page } = await pages.open()
  const ends = () =>
    page.locator('espalier-meter [part=body] span').evaluateAll((all) =>
      all.map((span) => {
        const [text] = span.childNodes
        const stop = document.createRange()
        stop.setStart(text as Text, span.textContent.length - 1)
        stop.setEnd(text as Text, span.textContent.length)
        return stop.getBoundingClientRect().right >= span.getBoundingClientRect().right - 1
      }),
    )
  await page.evaluate(() => (document.documentElement.dir = 'rtl'))
  expect([...new Set(await ends())]).toEqual([true])
})

it('is not printed, except for the content that belongs to the host', async () => {
  const { page } = await pages.open({ show: ['card@top', 'gate@gate:attribution'] })
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('espalier-slot[name=top] [part~=root]').isVisible()).toBe(false)
  expect(await page.locator('espalier-gate [part~=action]').isVisible()).toBe(false)
  expect(await page.locator('espalier-gate td').first().isVisible()).toBe(true)
})

it('moves into another document and back with its looks, and is silent in one that nobody can see', async () => {
  const { page, complaints } = await pages.open({ show: ['card@top'] })
  const elements = ['espalier-slot[name=top]', 'espalier-meter', 'espalier-gate']
  const seen = () =>
    page.evaluate(
      (selectors) =>
        selectors.map((selector) => {
          const found = [document, document.querySelector('iframe')?.contentDocument].flatMap((one) => one?.querySelector(selector) ?? [])
          const root = found[0]?.shadowRoot?.querySelector('[part~=root]')
          return root && getComputedStyle(root).fontSize + getComputedStyle(root).position
        }),
      elements,
    )
  const move = (to: 'frame' | 'page' | 'nowhere') =>
    page.evaluate(
      async ([where, selectors]) => {
        const all = selectors.flatMap((selector) =>
          [document, document.querySelector('iframe')?.contentDocument].flatMap((one) => one?.querySelector(selector) ?? []),
        )
        const frame = document.querySelector('iframe') ?? document.body.appendChild(document.createElement('iframe'))
        const targets = {
          frame: frame.contentDocument?.body,
          page: document.body,
          nowhere: document.implementation.createHTMLDocument().body,
        }
        targets[where]?.append(...all)
        // They notice in the next microtask that they were taken away.
        await Promise.resolve()
        if (where === 'nowhere') document.body.append(...all)
      },
      [to, elements] as const,
    )
  const before = await seen()
  expect(before).not.toContain(undefined)
  for (const to of ['frame', 'page', 'nowhere'] as const) {
    await move(to)
    await expect.poll(seen).toEqual(before)
  }
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
})

it('follows the names that slots are given, whichever of them had a name before', async () => {
  const { page, outcomes } = await pages.open({ show: ['card@top', 'card@far'] })
  const titles = () =>
    page
      .locator('espalier-slot[name=top], espalier-slot[name=far]')
      .evaluateAll((slots) => slots.map((slot) => slot.shadowRoot?.textContent?.length))
  const before = await titles()
  expect(before).toEqual([expect.any(Number), expect.any(Number)])
  expect(before).not.toContain(0)
  await page.evaluate(() => {
    const [top, far] = document.querySelectorAll('espalier-slot[name=top], espalier-slot[name=far]')
    top?.setAttribute('name', 'far')
    far?.setAttribute('name', 'top')
  })
  await expect.poll(titles).toEqual(before)
  await page.evaluate(() => {
    const [first] = document.querySelectorAll('espalier-slot[name=far]')
    first?.after(Object.assign(document.createElement('espalier-slot'), { id: 'late' }))
    document.querySelector('#late')?.setAttribute('name', 'far')
    first?.setAttribute('name', 'elsewhere')
  })
  await page.locator('#late').getByRole('heading').waitFor({ timeout: 5000 })
  expect((await outcomes()).every(({ type }) => type === 'shown')).toBe(true)
})

it('leaves nothing behind when it is destroyed', async () => {
  const { page, complaints } = await pages.open({ show: ['card@top', 'nps@interruption', 'gate@gate:attribution'] })
  await page.evaluate(() => journey.destroy())
  expect(await page.locator('espalier-nps').count()).toBe(0)
  expect(await page.locator('espalier-slot[name=top]').evaluate((slot) => slot.shadowRoot?.childNodes.length)).toBe(0)
  await page.locator('a[href="#referral"]').click()
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
})
