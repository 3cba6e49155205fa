import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWidgetPage, reads, type WidgetPage } from '../testing/widget-page.ts'

let page: WidgetPage
beforeEach(() => {
  page = openWidgetPage()
})
afterEach(() => page.close())

it('reads out its value and follows the usage', async () => {
  page.host.known.usages['exports'] = { used: 820, limit: 1000 }
  const meter = page.put('<espalier-meter feature="exports" label="Exports"></espalier-meter>')
  await reads(meter, (text) => text.includes('820 of 1,000'))
  const bar = meter.shadowRoot?.querySelector('[role=meter]')
  expect(bar?.getAttribute('aria-valuetext')).toBe('820 of 1,000. Getting near the limit.')
  expect(bar?.getAttribute('aria-valuenow')).toBe('820')
  page.host.known.usages['exports'] = { used: 1020, limit: 1000 }
  page.host.changed()
  await reads(meter, (text) => text.includes('20 over the limit.'))
  expect(bar?.getAttribute('aria-valuenow')).toBe('1000')
})
