import { expect, it } from 'vitest'
import { NOON, iso, offer, openWorkspace, send } from '../decisions/workspace.case.ts'

it('hands out everything that is kept of a person, under all of their ids', async () => {
  await using open = await openWorkspace(offer())
  await send(
    open,
    { type: 'page', name: 'Start', anonymousId: 'v-1', context: { page: { url: 'https://shop.example/?q=shoes' } } },
    { type: 'identify', userId: 'mari', anonymousId: 'v-1', traits: { email: 'mari@example.com' } },
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme' } },
    { type: 'track', event: 'Report Exported', userId: 'ken', context: { groupId: 'acme' } },
  )
  const answer = await open.call('GET', '/v1/users/v-1/export')
  expect([answer.status, answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([
    200,
    'attachment; filename="espalier-user.json"',
    'no-store',
  ])
  const { tables, ...head } = answer.body
  expect(head).toEqual({ user: 'mari', exportedAt: iso(NOON) })
  expect(Object.keys(tables)).toEqual(['person', 'alias', 'member', 'event'])
  expect(tables.person).toMatchObject([{ id: 'mari', traits: { email: 'mari@example.com' } }])
  expect(tables.event.map(({ type, person_id: person }: Record<string, string>) => [type, person])).toEqual([
    ['page', 'v-1'],
    ['identify', 'mari'],
    ['group', 'mari'],
  ])
  expect(tables.event[0].context).toEqual({ page: { url: 'https://shop.example/?q=shoes' } })
  expect(JSON.stringify(tables)).not.toContain('ken')
})

it('hands out everything that is kept of an account, with what all of its people did', async () => {
  await using open = await openWorkspace()
  await send(
    open,
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme' } },
    { type: 'track', event: 'Report Exported', userId: 'ken', context: { groupId: 'acme' } },
    { type: 'track', event: 'Report Exported', userId: 'eve', context: { groupId: 'globex' } },
  )
  const state = { id: 's', account: 'acme', at: iso(NOON), status: 'active', plan: 'team', amount: 900 }
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [state] })).body).toMatchObject({
    results: [{ status: 'applied' }],
  })
  const { status, body } = await open.call('GET', '/v1/accounts/acme/export')
  expect([status, body.account]).toEqual([200, 'acme'])
  expect(Object.keys(body.tables)).toEqual(
    expect.arrayContaining(['account', 'member', 'event', 'counter', 'metered', 'subscription_state', 'movement', 'billing_event']),
  )
  expect(body.tables.metered).toEqual([{ account_id: 'acme', feature: 'exports', period: '2026-11', used: 1 }])
  expect(JSON.stringify(body)).not.toMatch(/globex|"eve"/)
})

it.each([
  ['/v1/users/nobody/export', 'user-unknown'],
  ['/v1/accounts/nobody/export', 'account-unknown'],
])('says that there is nobody at %s', async (path, code) => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('GET', path)
  expect([status, body.error.code]).toEqual([404, code])
})
