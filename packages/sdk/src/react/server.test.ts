// @vitest-environment node
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createClient } from '../index.ts'
import { EspalierProvider, Gate, Meter, Slot } from './react.ts'

test('on a server nothing happens, and everything is drawn as allowed', () => {
  expect(typeof document).toBe('undefined')
  const client = createClient({ key: 'pk_test_demo', host: 'https://grow.example.com' })
  client.identify('u_1')
  client.track('Report Exported')
  const page = createElement(
    EspalierProvider,
    { client },
    createElement(Slot, { name: 'reports-top' }),
    createElement(Meter, { feature: 'exports' }),
    createElement(Gate, { feature: 'analytics', fallback: 'locked' }, 'charts'),
  )
  expect(renderToString(page)).toBe(
    '<espalier-slot name="reports-top"></espalier-slot><espalier-meter feature="exports"></espalier-meter>charts',
  )
})
