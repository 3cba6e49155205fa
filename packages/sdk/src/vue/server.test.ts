// @vitest-environment node
import { expect, test } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createClient } from '../index.ts'
import { espalierPlugin, Gate, Meter, Slot } from './vue.ts'

test('on a server nothing happens, and everything is drawn as allowed', async () => {
  expect(typeof document).toBe('undefined')
  const client = createClient({ key: 'pk_test_demo', host: 'https://grow.example.com' })
  client.identify('u_1')
  client.track('Report Exported')
  const page = createSSRApp(() => [
    h(Slot, { name: 'reports-top' }),
    h(Meter, { feature: 'exports' }),
    h(Gate, { feature: 'analytics' }, { default: () => 'charts', fallback: () => 'locked' }),
  ]).use(espalierPlugin, { client })
  expect((await renderToString(page)).replaceAll(/<!--.*?-->/g, '')).toBe(
    '<espalier-slot name="reports-top"></espalier-slot><espalier-meter feature="exports"></espalier-meter>charts',
  )
})
