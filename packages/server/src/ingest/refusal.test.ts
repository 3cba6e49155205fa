import { expect, it } from 'vitest'
import { NOON, openWorkspace, send } from '../decisions/workspace.case.ts'

const track = (more: object = {}) => ({ type: 'track', event: 'Saved', userId: 'mari', ...more })
const own = (event: string, properties: object) => track({ event: `espalier:${event}`, properties })

it('says why events were refused and at which field, and nothing that their senders wrote', async () => {
  await using open = await openWorkspace()
  await send(
    open,
    track(),
    { type: 'track', userId: 'zz-mari' },
    { type: 'track', userId: 'zz-ken' },
    { type: 'track', event: 'Saved' },
    track({ timestamp: 'zz-yesterday' }),
    track({ context: { groupId: 7 } }),
    track({ userId: 'erased:zz-mari' }),
    track({ properties: { 'zz-mari@example.com': 'x'.repeat(9000) } }),
    track({ properties: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`text${index}`, 'x'.repeat(8000)])) }),
    own('shown', { campaign: 'zz-none', version: 1 }),
    own('shown', { version: 1 }),
    own('zz-other', {}),
    ['zz-mari'],
  )
  const { status, body } = await open.call('GET', '/v1/reports/losses')
  expect(status).toBe(200)
  expect(body.refused.since).toBe(new Date(NOON).toISOString())
  expect(body.refused.events).toBe(12)
  expect(body.refused.reasons[0]).toEqual({ reason: 'missing', field: 'event', events: 2 })
  const all = body.refused.reasons.map(({ reason, field }: { reason: string; field: string }) => `${reason} ${field}`.trim())
  expect(all.toSorted()).toEqual([
    'invalid',
    'invalid context.groupId',
    'invalid event',
    'invalid properties',
    'invalid properties.campaign',
    'invalid timestamp',
    'invalid userId',
    'missing event',
    'missing properties.campaign',
    'missing userId',
    'too-large',
  ])
  expect(JSON.stringify(body)).not.toContain('zz-')
  expect(await (await open.app.request('/metrics')).text()).toContain('espalier_events_refused_total{reason="missing",field="event"} 2')
})

it('names what is not proven, once proof is asked for', async () => {
  await using open = await openWorkspace()
  await open.call('PUT', '/v1/settings', { holdout: 0, identity: { mode: 'enforce' } })
  await open.call('POST', '/v1/batch', { batch: [track()] }, { key: 'pk_test_demo' })
  const { body } = await open.call('GET', '/v1/reports/losses')
  expect(body.refused.reasons).toEqual([{ reason: 'unsigned', field: 'userId', events: 1 }])
})
