import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGuests, signIn, track, type Guest, type Guests } from './open-guest.ts'

let guests: Guests
beforeAll(async () => {
  guests = await openGuests()
})
afterAll(() => guests?.stop())

const card = (page: Page) => page.getByRole('heading', { name: '10 left' })
const untouched = ['global: window.espalier is new']

/** Puts ours into shadow roots of the host, two deep, as a component library does. */
function putIntoShadow(page: Page, mode: ShadowRootMode): Promise<void> {
  return page.evaluate((mode) => {
    const rootOf = (element: Element) => element.attachShadow({ mode })
    const outer = document.body.appendChild(document.createElement('host-outer'))
    const inner = rootOf(outer).appendChild(document.createElement('div'))
    rootOf(inner).append(
      ...(
        [
          ['slot', 'name', 'top'],
          ['gate', 'feature', 'analytics'],
          ['meter', 'feature', 'exports'],
        ] as const
      ).map(([tag, attribute, value]) => {
        const element = document.createElement(`espalier-${tag}`)
        element.setAttribute(attribute, value)
        return element
      }),
    )
  }, mode)
}

/** The places of each view that the page told of, in order. */
async function viewsOf({ page, wire }: Guest): Promise<{ path: unknown; places: unknown }[]> {
  await page.evaluate(() => (globalThis as unknown as { espalier: { flush(): Promise<void> } }).espalier.flush())
  return wire
    .events()
    .filter(({ event }) => event === 'espalier:view')
    .map(({ context, properties }) => ({ path: context?.page?.path, places: properties?.['places'] }))
}

it('finds slots, gates and meters in the open shadow roots of the host, whenever they come', async () => {
  const { page, findings } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await putIntoShadow(page, 'open')
  await card(page).waitFor()
  await page.locator('espalier-gate [part~=action]').waitFor()
  await page.locator('espalier-meter [part~=root]').waitFor()
  // What goes on inside is seen, too.
  await page.evaluate(() => document.querySelector('host-outer')?.shadowRoot?.firstElementChild?.shadowRoot?.replaceChildren())
  await card(page).waitFor({ state: 'detached' })
  await page.evaluate(() => document.querySelector('host-outer')?.remove())
  expect(await findings()).toEqual(untouched)
})

it('finds a slot in a component that is defined after the page was looked at', async () => {
  const { page } = await guests.open({
    path: '/bare.html',
    before: (page) =>
      page.addInitScript(() => {
        addEventListener('DOMContentLoaded', () => document.body.append(document.createElement('late-panel')))
        // In the last moment before the page is complete, as modules do.
        addEventListener('load', () =>
          customElements.define(
            'late-panel',
            class extends HTMLElement {
              connectedCallback() {
                const slot = document.createElement('espalier-slot')
                slot.setAttribute('name', 'top')
                this.attachShadow({ mode: 'open' }).append(slot)
              }
            },
          ),
        )
      }),
  })
  await signIn(page)
  await card(page).waitFor()
  expect(await page.locator('late-panel').getByRole('heading').count()).toBe(1)
})

it('leaves closed shadow roots alone', async () => {
  const guest = await guests.open({ path: '/bare.html' })
  await signIn(guest.page)
  await putIntoShadow(guest.page, 'closed')
  await guest.page.evaluate(() => history.pushState(null, '', '/closed'))
  await expect.poll(async () => (await viewsOf(guest)).at(-1)).toEqual({ path: '/closed', places: ['nothing'] })
})

it.each(['with the Navigation API', 'with the history alone'])('follows the routes of a single page %s', async (kind) => {
  const guest = await guests.open({
    path: '/bare.html',
    before: (page) =>
      page.addInitScript((without) => {
        if (without) Object.defineProperty(globalThis, 'navigation', { value: undefined })
      }, kind.includes('alone')),
  })
  const { page } = guest
  await signIn(page)
  const go = (path: string, places: string[]) =>
    page.evaluate(
      ([path, places]) => {
        history.pushState(null, '', path)
        document.querySelector('#text')?.replaceChildren(
          ...places.map((name) => {
            const slot = document.createElement('espalier-slot')
            slot.setAttribute('name', name)
            return slot
          }),
        )
      },
      [path, places] as const,
    )
  await go('/reports', ['top'])
  await card(page).waitFor()
  await go('/settings', ['side'])
  await card(page).waitFor({ state: 'detached' })
  await expect.poll(async () => (await viewsOf(guest)).at(-1)).toEqual({ path: '/settings', places: ['side', 'nothing'] })
  await page.goBack()
  await expect.poll(async () => (await viewsOf(guest)).at(-1)?.path).toBe('/reports')
})

it('comes back with what the person wrote when the host replaces the body', async () => {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await track(page, 'Finished')
  const question = page.locator('espalier-nps')
  await question.locator('[value="3"]').check()
  await question.locator('textarea').fill('The exports')
  await page.evaluate(() => {
    const body = document.createElement('body')
    body.append(document.createElement('h2'))
    document.body.replaceWith(body)
  })
  expect(await question.locator('textarea').inputValue()).toBe('The exports')
  expect(await question.locator('section').evaluate((section) => section.matches(':popover-open'))).toBe(true)
  await page.evaluate(() => document.body.replaceChildren())
  await question.getByRole('button', { name: 'Send' }).click()
  await question.getByRole('heading', { name: 'Thank you' }).waitFor()
})

it('brings a dialog back as a dialog', async () => {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await track(page, 'Opened')
  const dialog = page.locator('espalier-modal dialog')
  await dialog.waitFor()
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
  expect(await dialog.evaluate((one) => one.matches(':modal'))).toBe(true)
  await page.keyboard.press('Escape')
  await page.locator('espalier-modal').waitFor({ state: 'detached' })
})

it('gives way to a host that takes it away again and again', async () => {
  const { page } = await guests.open({ path: '/bare.html' })
  await signIn(page)
  await page.evaluate(() => {
    new MutationObserver(() => document.querySelector('espalier-nps')?.remove()).observe(document.body, { childList: true })
  })
  await track(page, 'Finished')
  await page.waitForFunction(() => customElements.get('espalier-nps'))
  expect(await page.locator('espalier-nps').count()).toBe(0)
})
