import { expect, test } from 'vitest'
import { differencesOf } from './difference.ts'
import { NOON, offer, openWorkspace } from '../decisions/workspace.case.ts'

test('every change of the workspace is written down with its author, and how it was before the first one', async () => {
  await using open = await openWorkspace(offer())
  await open.call('PUT', '/v1/settings', { holdout: 0, zone: 'Asia/Tokyo' })
  await open.call('POST', '/v1/campaigns/offer/state', { state: 'paused' })
  await open.call('POST', '/v1/campaigns/offer/publish')
  const all = await open.deps.store.changes.list()
  expect(all.map(({ kind, subject, at, body }) => [kind, subject, at, body])).toEqual([
    ['catalog', '', 0, { features: [], plans: [] }],
    ['catalog', '', NOON, await open.deps.store.workspace.catalog()],
    ['settings', '', 0, expect.objectContaining({ holdout: 0.1, zone: 'UTC' })],
    ['settings', '', NOON, expect.objectContaining({ holdout: 0, zone: 'UTC' })],
    ['state', 'offer', NOON, { state: 'running', version: 1 }],
    ['settings', '', NOON, expect.objectContaining({ zone: 'Asia/Tokyo' })],
    ['state', 'offer', NOON, { state: 'paused', version: 1 }],
    ['state', 'offer', NOON, { state: 'running', version: 1 }],
  ])
  expect(all.filter(({ at }) => at > 0).every(({ author }) => author !== '')).toBe(true)
})

test('what is refused is not written down', async () => {
  await using open = await openWorkspace()
  const before = (await open.deps.store.changes.list()).length
  await open.call('PUT', '/v1/settings', { holdout: 2 })
  await open.call('POST', '/v1/campaigns/none/publish')
  await open.call('POST', '/v1/campaigns/none/state', { state: 'running' })
  expect(await open.deps.store.changes.list()).toHaveLength(before)
})

test('the log says who changed what, field by field, the newest first, and by what and whom it is asked for', async () => {
  await using open = await openWorkspace(offer())
  await open.call('PUT', '/v1/settings', { holdout: 0, zone: 'Asia/Tokyo' })
  await open.call('POST', '/v1/campaigns/offer/state', { state: 'paused' })
  const { body: key } = await open.call('POST', '/v1/keys', { kind: 'secret', label: 'Back office' })
  await open.call('DELETE', `/v1/keys/${key.id}`)
  await open.call('PUT', '/v1/hook', { url: 'https://hooks.example.com/zz-token' })
  const { status, body } = await open.call('GET', '/v1/changes')
  expect(status).toBe(200)
  expect(body.changes.map(({ kind, subject }: { kind: string; subject: string }) => [kind, subject])).toEqual([
    ['hook', ''],
    ['key', key.id],
    ['key', key.id],
    ['state', 'offer'],
    ['settings', ''],
    ['state', 'offer'],
    ['settings', ''],
    ['catalog', ''],
  ])
  expect(body.changes[1].differences).toEqual([{ field: 'inUse', before: 'true', after: 'false' }])
  expect(body.changes[3].differences).toEqual([{ field: 'state', before: '"running"', after: '"paused"' }])
  expect(body.changes[4].differences).toEqual([{ field: 'zone', before: '"UTC"', after: '"Asia/Tokyo"' }])
  expect(JSON.stringify(body)).not.toMatch(/zz-token|sk_live_\w{12}/)
  const of = async (query: string) => (await open.call('GET', `/v1/changes?${query}`)).body
  expect((await of('kind=settings')).total).toBe(2)
  expect((await of('campaign=offer')).total).toBe(2)
  expect((await of('author=nobody')).changes).toEqual([])
  expect((await of(`author=${encodeURIComponent(body.authors[0])}`)).total).toBe(8)
  const first = await of('limit=5')
  const rest = await of(`limit=5&before=${first.next}`)
  expect([...first.changes, ...rest.changes]).toEqual(body.changes)
  expect(rest.next).toBeNull()
  for (const field of ['kind', 'before', 'limit']) {
    const refused = await open.call('GET', `/v1/changes?${field}=x`)
    expect([refused.status, refused.body.error.field]).toEqual([400, field])
  }
})

test('what has an id is compared with itself, wherever it stands in its list', () => {
  const [team, pro] = [
    { id: 'team', features: { exports: { limit: 5 } } },
    { id: 'pro', features: {} },
  ]
  expect(differencesOf({ plans: [team, pro] }, { plans: [pro, team] })).toEqual([])
  expect(differencesOf({ plans: [], features: ['a'] }, { plans: [{ id: 'pro' }], features: [] })).toEqual([
    { field: 'features[0]', before: '"a"', after: null },
    { field: 'plans[pro].id', before: null, after: '"pro"' },
  ])
  expect(differencesOf({ plans: [team] }, { plans: [pro, { ...team, features: { exports: { limit: 9 } } }] })).toEqual([
    { field: 'plans[team].features.exports.limit', before: '5', after: '9' },
    { field: 'plans[pro].id', before: null, after: '"pro"' },
    { field: 'plans[pro].features', before: null, after: '{}' },
  ])
})
