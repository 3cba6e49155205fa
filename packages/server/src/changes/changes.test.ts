import { expect, test } from 'vitest'
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
    ['state', 'offer', NOON, { state: 'running', version: 2 }],
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
