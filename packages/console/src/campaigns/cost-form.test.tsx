import type { CampaignInput } from '@espalier/core/schema'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CostForm } from './cost-form.tsx'
import { createDraft, type Draft } from './draft.ts'

let host: HTMLElement
let draft: Draft
const field = (path: string) => host.querySelector<HTMLInputElement>(`[data-path="${path}"]`)

async function type(path: string, text: string): Promise<void> {
  await act(() => {
    const input = field(path)
    if (!input) throw new Error(`no field ${path}`)
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

beforeEach(async () => {
  host = document.body.appendChild(document.createElement('div'))
  draft = createDraft({ id: 'one' } as CampaignInput)
  await act(() => render(<CostForm draft={draft} />, host))
})
afterEach(() => {
  render(null, host)
  host.remove()
})

describe('the form of a cost', () => {
  it('asks for months and currency only where there is an amount', async () => {
    expect([field('cost.months'), field('cost.currency')]).toEqual([null, null])
    await type('cost.once', '300000')
    await type('cost.currency', 'EUR')
    expect([draft.value.value.cost, field('cost.months')?.value]).toEqual([{ once: 300_000, currency: 'EUR' }, '12'])
  })

  it('leaves nothing behind when the last amount is taken away', async () => {
    await type('cost.perAccepted', '5')
    await type('cost.months', '6')
    await type('cost.perAccepted', '')
    expect('cost' in draft.value.value).toBe(false)
    expect(field('cost.months')).toBeNull()
  })

  it('says what is wrong with an amount', async () => {
    await type('cost.perShown', '-1')
    expect(host.textContent).toContain('Use 0 or more.')
  })
})
