import type { AddressInfo } from 'node:net'
import { Analytics } from '@segment/analytics-node'
import { serve } from '@hono/node-server'
import { expect, it } from 'vitest'
import { openWorkspace } from '../decisions/workspace.case.ts'

it("Segment's library for Node delivers identify, group and track", async () => {
  await using open = await openWorkspace()
  const server = serve({ fetch: open.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const analytics = new Analytics({ writeKey: 'sk_test_demo', host: `http://127.0.0.1:${port}`, flushAt: 3 })
  const failures: unknown[] = []
  analytics.on('error', (error) => failures.push(error))

  analytics.identify({ userId: 'mari', traits: { name: 'Mari', role: 'admin' } })
  analytics.group({ userId: 'mari', groupId: 'acme', traits: { name: 'Acme', plan: 'team' } })
  analytics.track({ userId: 'mari', event: 'Report Exported', properties: { rows: 1200 }, context: { groupId: 'acme' } })
  await analytics.closeAndFlush()
  await new Promise((resolve) => server.close(resolve))

  expect(failures).toEqual([])
  expect((await open.call('GET', '/v1/users/mari')).body).toMatchObject({ traits: { name: 'Mari', role: 'admin' }, account: 'acme' })
  const { body } = await open.call('GET', '/v1/accounts/acme')
  expect(body).toMatchObject({ plan: 'team', traits: { name: 'Acme' }, users: [{ id: 'mari' }] })
  expect(body.events.map(({ type, name }: { type: string; name: string }) => `${type} ${name}`.trim()).toSorted()).toEqual([
    'group',
    'track Report Exported',
  ])
})
