// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { createClient } from './index.ts'

test('is inert where there is no page: nothing is sent, everything is allowed', async () => {
  const request = vi.spyOn(globalThis, 'fetch')
  const client = createClient<{ features: 'exports' }>({ key: 'pk_test_demo', host: 'https://grow.example.com' })
  client.identify('u_1')
  client.track('Report Exported')
  client.consent('granted')
  await client.flush()
  expect(await client.explain()).toEqual([])
  expect(await client.show('near-limit')).toBe(false)
  expect(client.check('exports')).toEqual({ allowed: true, reason: 'not-loaded' })
  client.reset()
  client.shutdown()
  expect(request).not.toHaveBeenCalled()
})
