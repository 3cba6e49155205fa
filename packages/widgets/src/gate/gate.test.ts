import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attribution } from '../../gallery/content.ts'
import { openWidgetPage, partOf, reads, type WidgetPage } from '../testing/widget-page.ts'

let page: WidgetPage
beforeEach(() => {
  page = openWidgetPage()
})
afterEach(() => page.close())

const PEEK = '<espalier-gate feature="attribution"><p>Organic +18 %</p></espalier-gate>'

it('shows the content itself while the feature is allowed, before any code of the preview arrives', () => {
  page.host.known.locked.clear()
  const gate = page.put(PEEK)
  expect(gate.shadowRoot?.innerHTML).toBe('<slot></slot>')
})

it('locks with quiet words of its own where no campaign speaks', async () => {
  const gate = page.put(PEEK)
  expect(await reads(gate, (text) => text !== '')).toContain('Attribution is not part of your plan')
  expect(gate.shadowRoot?.querySelector('[inert] slot')).not.toBeNull()
  expect(partOf(gate, 'action')).toBeNull()
})

it("takes a campaign's words, and unlocks by itself when the account gets the feature", async () => {
  const gate = page.put(PEEK)
  page.present('gate', 'gate:attribution', attribution)
  expect(await reads(gate, (text) => text.includes('See a sample'))).toContain('on the Business plan')
  page.host.known.locked.clear()
  page.host.changed()
  expect(gate.shadowRoot?.innerHTML).toBe('<slot></slot>')
})

it('unlocks by itself when what is used up starts again, though nothing happens on the page', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const resetsAt = Date.now() + 3_600_000
  page.host.known.usages['attribution'] = { used: 10, limit: 10, resetsAt }
  page.host.check = () => (Date.now() < resetsAt ? { allowed: false, reason: 'limit-reached' } : { allowed: true, reason: 'entitled' })
  const gate = page.put(PEEK)
  await reads(gate, (text) => text !== '')
  vi.advanceTimersByTime(3_590_000)
  expect(gate.shadowRoot?.querySelector('[inert]')).not.toBeNull()
  vi.advanceTimersByTime(11_000)
  expect(gate.shadowRoot?.innerHTML).toBe('<slot></slot>')
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

it("does not keep an accepted campaign's words for the next time that the feature is locked", async () => {
  const gate = page.put(PEEK)
  page.present('gate', 'gate:attribution', attribution)
  await reads(gate, (text) => text.includes('See a sample'))
  partOf(gate, 'action')?.click()
  expect(gate.shadowRoot?.textContent).toContain('See a sample')
  page.host.known.locked.clear()
  page.host.changed()
  page.host.known.locked.add('attribution')
  page.host.changed()
  expect(gate.shadowRoot?.textContent).toContain('Attribution is not part of your plan')
})

it('tells the host when someone touches what is locked', async () => {
  const gate = page.put(PEEK)
  await reads(gate, (text) => text !== '')
  const heard: string[] = []
  document.addEventListener('espalier:locked', (event) => heard.push(event.detail.feature), { once: true })
  partOf(gate, 'root')?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(page.host.touches).toEqual(['attribution'])
  expect(heard).toEqual(['attribution'])
})
