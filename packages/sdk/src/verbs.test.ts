// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test } from 'vitest'
import { useHostPage } from './testing/host-page.ts'

const host = useHostPage()

test('what is said of who is there waits for the next task, and for nothing longer', async () => {
  const client = host.start()
  const role = { role: 'admin' }
  client.identify('u_42', role)
  role.role = 'guest'
  expect(localStorage).toHaveLength(0)
  host.clock.advance(0)
  expect(client.check('teleport').allowed).toBe(true)
  await client.flush()
  expect([...host.server.stored.values()]).toMatchObject([{ type: 'identify', userId: 'u_42', traits: { role: 'admin' } }])
})

test('an event is in the storage before the task ends which opened the page, after those who did it', async () => {
  const client = host.start()
  client.identify('u_42')
  client.group('acct_7')
  client.track('Report Exported')
  await Promise.resolve()
  const kept = Object.keys(localStorage).filter((name) => name.startsWith('espalier:early:'))
  expect(kept.map((name) => localStorage.getItem(name)).join()).toMatch(/identify.*group.*Report Exported.*acct_7/)
  client.shutdown()
})
