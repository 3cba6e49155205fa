import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePages, type HostPages } from '../../../harness/page.ts'
import { openGuests, signIn, type Guest, type Guests } from '../open-guest.ts'
import { bundle, FRAMEWORKS } from './frameworks.ts'

let guests: Guests
beforeAll(async () => {
  guests = await openGuests()
})
afterAll(() => guests?.stop())

const card = (page: Page) => page.getByRole('heading', { name: '10 left' })
const isUpgraded = (page: Page) => page.evaluate(() => customElements.get('espalier-slot') !== undefined)
/** Lets the framework take over what its server wrote, and waits until it has. */
const hydrate = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        addEventListener('hydrated', () => resolve(), { once: true })
        dispatchEvent(new Event('hydrate'))
      }),
  )
/** Whether the framework hears the page's own button. */
const isTakenOver = (page: Page) =>
  page.evaluate(() => {
    let heard = false
    addEventListener('exported', () => (heard = true), { once: true })
    document.querySelector<HTMLElement>('#app button')?.click()
    return heard
  })

describe.each(FRAMEWORKS)('a page that $name hydrates', (framework) => {
  let folder: string
  let pages: HostPages
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espalier-hydration-'))
    // Vue marks what it took over; a server that writes the mark itself is not changed by that.
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
      <script async src="__ESPALIER__/v1/sdk.js" data-key="__ESPALIER_KEY__"></script></head>
      <body><div id="app" data-v-app="">${await framework.render()}</div><script src="/app.js"></script></body></html>`
    await writeFile(join(folder, 'page.html'), html)
    await writeFile(join(folder, 'app.js'), await bundle(framework))
    pages = await servePages({ folder, espalier: guests.server })
  })
  afterAll(async () => {
    await pages?.stop()
    await rm(folder, { recursive: true })
  })

  /** Opens the page, signed in; our widgets come once `widgets` is kept. */
  async function open(widgets: Promise<void>): Promise<Guest> {
    const guest = await guests.open({
      origin: pages.url,
      before: (page) =>
        page.route('**/widgets.js', async (route) => {
          await widgets
          await route.continue()
        }),
    })
    await signIn(guest.page)
    return guest
  }
  /** What there is to complain of beside what the framework itself does. */
  const complaints = async ({ findings }: Guest) => (await findings()).filter((text) => !framework.own.test(text))
  /** Keeps the elements that the server wrote, and tells whether they are still the page's. */
  async function keepElements(page: Page): Promise<() => Promise<boolean>> {
    const written = await page.evaluateHandle(() => [...document.querySelectorAll('#app, #app *')])
    return () =>
      written.evaluate((before) => {
        const after = [...document.querySelectorAll('#app, #app *')]
        return after.length === before.length && after.every((element, at) => element === before[at])
      })
  }

  it('is taken over as its server wrote it before our elements are upgraded, and the card comes then', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const guest = await open(promise)
    const { page } = guest
    const areKept = await keepElements(page)
    await hydrate(page)
    expect(await isUpgraded(page)).toBe(false)
    resolve()
    await card(page).waitFor()
    await page.locator('espalier-gate [part~=action]').waitFor()
    expect([await isTakenOver(page), await areKept()]).toEqual([true, true])
    expect(await complaints(guest)).toEqual(['global: window.espalier is new'])
  })

  it('is taken over as its server wrote it while a card, a gate and a meter are on the screen', async () => {
    const guest = await open(Promise.resolve())
    const { page } = guest
    await card(page).waitFor()
    await page.locator('espalier-gate [part~=action]').waitFor()
    await page.locator('espalier-meter [part~=bar]').waitFor({ state: 'attached' })
    expect([await isUpgraded(page), await isTakenOver(page)]).toEqual([true, false])
    const areKept = await keepElements(page)
    await hydrate(page)
    expect([await isTakenOver(page), await areKept()]).toEqual([true, true])
    expect(await complaints(guest)).toEqual(['global: window.espalier is new'])
    await card(page).waitFor()
  })

  it('would tell of a guest that draws into the elements themselves', async () => {
    const guest = await open(Promise.resolve())
    const { page } = guest
    await page.evaluate(() => document.querySelector('espalier-slot')?.append(document.createElement('article')))
    await hydrate(page)
    await expect.poll(() => complaints(guest)).toContainEqual(expect.stringMatching(/^(console|error): .*hydrat/i))
  })
})
