import { expect, test } from 'vitest'
import { openWorkspace, send } from '../decisions/workspace.case.ts'

const PAGE = { key: 'pk_test_demo' }

test('answers a server as the page would be answered', async () => {
  await using open = await openWorkspace()
  const check = async (account: string, feature: string) => (await open.call('GET', `/v1/check?account=${account}&feature=${feature}`)).body
  await open.call('PUT', '/v1/accounts/acme', { plan: 'team' })
  await send(
    open,
    ...Array.from({ length: 3 }, () => ({ type: 'track', event: 'Report Exported', userId: 'mari', context: { groupId: 'acme' } })),
  )
  expect(await check('acme', 'exports')).toMatchObject({ allowed: true, reason: 'entitled', used: 3, limit: 20, remaining: 17 })
  expect(await check('acme', 'analytics')).toMatchObject({ allowed: true, reason: 'entitled', name: { en: 'Analytics' } })
  expect(await check('beta', 'analytics')).toMatchObject({ allowed: false, reason: 'not-in-plan' })
  expect(await check('acme', 'teleport')).toEqual({ allowed: true, reason: 'unknown-feature' })
  expect(await check('acme', 'constructor')).toEqual({ allowed: true, reason: 'unknown-feature' })
  await send(
    open,
    ...Array.from({ length: 17 }, () => ({ type: 'track', event: 'Report Exported', userId: 'mari', context: { groupId: 'acme' } })),
  )
  expect(await check('acme', 'exports')).toMatchObject({ allowed: false, reason: 'limit-reached', remaining: 0 })
})

test('counts what a page reports only while identity is not enforced', async () => {
  await using open = await openWorkspace()
  const seats = async () => (await open.call('GET', '/v1/check?account=acme&feature=seats')).body
  await open.call('PUT', '/v1/accounts/acme', { plan: 'team' })
  const report = {
    type: 'track',
    event: 'espalier:usage',
    userId: 'mari',
    context: { groupId: 'acme' },
    properties: { feature: 'seats', used: 10 },
  }
  await open.call('POST', '/v1/batch', { batch: [report] }, PAGE)
  expect(await seats()).toMatchObject({ allowed: false, used: 10 })
  await open.call('PUT', '/v1/settings', { identity: { mode: 'enforce' } })
  expect(await seats()).toMatchObject({ allowed: true, used: 0, limit: 10 })
  await open.call('POST', '/v1/batch', { batch: [{ ...report, properties: { feature: 'seats', used: 9 } }] })
  expect(await seats()).toMatchObject({ allowed: true, used: 9 })
})

test('names what is missing, and is closed to public keys', async () => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('GET', '/v1/check?account=acme')
  expect([status, body.error.field]).toEqual([400, 'feature'])
  expect((await open.call('GET', '/v1/check?account=acme&feature=seats', undefined, PAGE)).status).toBe(403)
})
