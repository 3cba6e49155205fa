import type { Outcome, Presentation, Presenter } from '@espalier/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attribution, recommend, seats } from '../gallery/content.ts'
import { createGalleryHost, type GalleryHost } from '../gallery/gallery-host.ts'
import { createPresenter } from './index.ts'

let host: GalleryHost
let presenter: Presenter
let outcomes: Outcome[]

beforeEach(() => {
  host = createGalleryHost({
    locked: new Set(['attribution']),
    names: { attribution: { en: 'Attribution', ja: 'アトリビューション分析' } },
    usages: { seats: { used: 9, limit: 10 } },
  })
  presenter = createPresenter(host)
  outcomes = []
})
afterEach(() => {
  presenter.destroy()
  document.body.replaceChildren()
})

function present(kind: Presentation['kind'], place: string, content: Presentation['content']): () => void {
  const report = (outcome: Outcome) => void outcomes.push(outcome)
  return presenter.present({ kind, place, campaign: 'c', version: 1, arm: 'treated', content, report })
}

function put(html: string): HTMLElement {
  const holder = document.createElement('div')
  holder.innerHTML = html
  document.body.append(holder)
  return holder.firstElementChild as HTMLElement
}

/** Waits until what people can read in the element satisfies the check; a view arrives from its own chunk. */
async function reads(element: Element | null, check: (text: string) => boolean): Promise<string> {
  const text = () => element?.shadowRoot?.textContent ?? ''
  await vi.waitUntil(() => check(text()), { timeout: 10_000, interval: 5 })
  return text()
}
const button = (element: Element | null, part: string) => element?.shadowRoot?.querySelector<HTMLElement>(`[part~=${part}]`)

describe('a card', () => {
  it('appears in the slot of its name with its facts filled in', async () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', seats)
    const text = await reads(slot, Boolean)
    expect(text).toContain('9 of 10 seats')
    expect(text).toContain('Compare plans')
    expect(text).toContain('Not now')
  })

  it('appears in a slot that comes later, and again when the host draws its page anew', async () => {
    present('card', 'top', seats)
    expect(await reads(put('<espalier-slot name="top"></espalier-slot>'), Boolean)).toContain('Compare plans')
    document.body.replaceChildren()
    expect(await reads(put('<espalier-slot name="top"></espalier-slot>'), Boolean)).toContain('Compare plans')
  })

  it('appears once where two slots have the same name, and moves on when the first goes', async () => {
    const first = put('<espalier-slot name="top"></espalier-slot>')
    const second = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', seats)
    await reads(first, Boolean)
    expect(second.shadowRoot?.textContent).toBe('')
    first.remove()
    await reads(second, Boolean)
  })

  it('goes when the person declines, and tells how', async () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', seats)
    await reads(slot, Boolean)
    button(slot, 'decline')?.click()
    expect(slot.shadowRoot?.textContent).toBe('')
    expect(outcomes).toEqual([{ type: 'shown' }, { type: 'dismissed', how: 'not-now' }])
  })

  it('follows the language of the host', async () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', seats)
    await reads(slot, Boolean)
    host.known.locale = 'ja'
    host.changed()
    await reads(slot, (text) => text.includes('今はしない'))
    expect(slot.shadowRoot?.querySelector('[lang]')?.getAttribute('lang')).toBe('ja')
  })

  it('says nothing when its content has another shape, and leaves the page alone', () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', { en: {}, ja: {} } as unknown as Presentation['content'])
    host.changed()
    expect(slot.shadowRoot?.textContent).toBe('')
  })
})

describe('closing by code', () => {
  it('takes the widget away and reports nothing', async () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    const close = present('card', 'top', seats)
    await reads(slot, Boolean)
    close()
    expect(slot.shadowRoot?.textContent).toBe('')
    expect(outcomes).toEqual([])
  })

  it('leaves the thanks after an answer until the person closes them', async () => {
    const close = present('nps', 'interruption', recommend)
    const question = document.querySelector('espalier-nps')
    await reads(question, Boolean)
    question?.shadowRoot?.querySelector<HTMLInputElement>('[value="9"]')?.click()
    await reads(question, (text) => text.includes('Send'))
    button(question, 'action')?.click()
    await reads(question, (text) => text.includes('Thank you'))
    close()
    expect(document.querySelector('espalier-nps')).toBe(question)
    button(question, 'close')?.click()
    expect(document.querySelector('espalier-nps')).toBeNull()
    expect(outcomes).toEqual([{ type: 'shown' }, { type: 'engaged' }, { type: 'answered', score: 9 }])
  })
})

describe('a gate', () => {
  const peek = '<espalier-gate feature="attribution"><p>Organic +18 %</p></espalier-gate>'

  it('shows the content itself while the feature is allowed, before any code of the preview arrives', () => {
    host.known.locked.clear()
    const gate = put(peek)
    expect(gate.shadowRoot?.innerHTML).toBe('<slot></slot>')
  })

  it('locks with quiet words of its own where no campaign speaks', async () => {
    const gate = put(peek)
    expect(await reads(gate, (text) => text !== '')).toContain('Attribution is not part of your plan')
    expect(gate.shadowRoot?.querySelector('[inert] slot')).not.toBeNull()
    expect(button(gate, 'action')).toBeNull()
  })

  it("takes a campaign's words, and unlocks by itself when the account gets the feature", async () => {
    const gate = put(peek)
    present('gate', 'gate:attribution', attribution)
    expect(await reads(gate, (text) => text.includes('See a sample'))).toContain('on the Business plan')
    host.known.locked.clear()
    host.changed()
    expect(gate.shadowRoot?.innerHTML).toBe('<slot></slot>')
  })

  it('tells the host when someone touches what is locked', async () => {
    const gate = put(peek)
    await reads(gate, (text) => text !== '')
    button(gate, 'root')?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    expect(host.touches).toEqual(['attribution'])
  })
})

describe('a meter', () => {
  it('reads out its value and follows the usage', async () => {
    host.known.usages['exports'] = { used: 820, limit: 1000 }
    const meter = put('<espalier-meter feature="exports" label="Exports"></espalier-meter>')
    await reads(meter, (text) => text.includes('820 of 1,000'))
    const bar = meter.shadowRoot?.querySelector('[role=meter]')
    expect(bar?.getAttribute('aria-valuetext')).toBe('820 of 1,000. Getting near the limit.')
    expect(bar?.getAttribute('aria-valuenow')).toBe('820')
    host.known.usages['exports'] = { used: 1020, limit: 1000 }
    host.changed()
    await reads(meter, (text) => text.includes('20 over the limit.'))
    expect(bar?.getAttribute('aria-valuenow')).toBe('1000')
  })
})

describe('the presenter', () => {
  it('leaves the page without elements and without words when destroyed', async () => {
    const slot = put('<espalier-slot name="top"></espalier-slot>')
    present('card', 'top', seats)
    present('modal', 'interruption', seats)
    await reads(slot, Boolean)
    presenter.destroy()
    expect(slot.shadowRoot?.textContent).toBe('')
    expect(document.querySelector('espalier-modal')).toBeNull()
    expect(outcomes).toEqual([])
  })

  it('replaces what stood in a place before', () => {
    present('nps', 'interruption', recommend)
    present('modal', 'interruption', seats)
    expect(document.querySelector('espalier-nps')).toBeNull()
    expect(document.querySelectorAll('espalier-modal')).toHaveLength(1)
  })
})
