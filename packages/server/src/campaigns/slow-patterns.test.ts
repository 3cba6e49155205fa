import { campaign } from '@espalier/core/schema'
import { expect, test } from 'vitest'
import { offer, openWorkspace } from '../decisions/workspace.case.ts'

const SLOW = '^(\\w+\\s?)*$'
const rule = (pattern: string) => ({ 'page.title': { $regex: pattern } })

test.each([
  ['a rule', { audience: { $or: [rule(SLOW)] } }, 'audience.$or[0].page.title.$regex'],
  ['a trigger', { trigger: { on: 'event', event: 'x', where: { name: { $regexi: '(a|A)*$' } } } }, 'trigger.where.name.$regexi'],
  [
    'a trigger of the server',
    { trigger: { on: 'server', event: 'x', where: { name: { $not: { $regex: SLOW } } } } },
    'trigger.where.name.$not.$regex',
  ],
] as const)('a pattern of %s that some text keeps busy for ever is refused by its field', async (_, change, field) => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('PUT', '/v1/campaigns/offer', { ...offer(), ...change })
  expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-campaign', field])
  expect(body.error.message).toContain('takes too long with some texts')
})

test('so is one of a segment or a custom event, and quick ones are taken', async () => {
  await using open = await openWorkspace()
  const put = (pattern: string) =>
    open.call('PUT', '/v1/definitions', {
      segments: [{ id: 'titled', name: 'Titled', audience: rule(pattern) }],
      events: [{ id: 'named', name: 'Named', event: 'Opened', where: { name: { $regex: pattern } } }],
    })
  const { status, body } = await put(SLOW)
  expect([status, body.error.field]).toEqual([400, 'segments[0].audience.page.title.$regex'])
  expect((await put('^(\\w+\\.)+$')).status).toBe(200)
})

test('what was taken before the check goes on, and is published no more', async () => {
  await using open = await openWorkspace()
  const { store } = open.deps
  const draft = campaign.parse(offer())
  await store.campaigns.saveDraft({ ...draft, audience: rule(SLOW) }, 0)
  await store.campaigns.publish('offer', 'mari', 0)
  const segments = [{ id: 'titled', name: 'Titled', audience: rule(SLOW) }]
  await store.workspace.saveDefinitions({ segments, events: [] })

  const person = { userId: 'mari', anonymousId: 'a', writeKey: 'pk_test_demo', locale: 'en', zone: 'UTC' }
  const boot = (await open.call('POST', '/v1/boot', person, { key: null })).body
  expect(JSON.stringify(boot.campaigns)).toContain(JSON.stringify(SLOW))
  expect((await open.call('GET', '/v1/definitions')).body.segments).toEqual(segments)

  const { status, body } = await open.call('POST', '/v1/campaigns/offer/publish')
  expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-campaign', 'audience.page.title.$regex'])
})

test('a campaign is not called by the name of what every object has', async () => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('PUT', '/v1/campaigns/constructor', offer({ id: 'constructor' }))
  expect([status, body.error.field]).toEqual([400, 'id'])
})
