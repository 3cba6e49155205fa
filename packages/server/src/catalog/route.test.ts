import { expect, test } from 'vitest'
import { openApp } from '../open-app.case.ts'

const name = { en: 'Exports', ja: 'エクスポート' }
const CATALOG = {
  features: [{ id: 'exports', name, kind: 'metered', event: 'Report Exported', reset: 'month' }],
  plans: [{ id: 'team', name: { en: 'Team', ja: 'チーム' }, features: { exports: { limit: 20 } } }],
  defaultPlan: 'team',
}

test('keeps the catalogue with its defaults', async () => {
  await using open = await openApp()
  expect((await open.call('GET', '/v1/catalog')).body).toEqual({ features: [], plans: [] })
  const saved = await open.call('PUT', '/v1/catalog', CATALOG)
  expect(saved.body.plans[0]).toMatchObject({ kind: 'plan', prices: [] })
  expect((await open.call('GET', '/v1/catalog')).body).toEqual(saved.body)
})

test.each([
  ['a plan that is not there', { ...CATALOG, defaultPlan: 'gold' }, 'defaultPlan'],
  [
    'a feature that is not there',
    { ...CATALOG, plans: [{ ...CATALOG.plans[0], features: { exprots: { limit: 1 } } }] },
    'plans[0].features.exprots',
  ],
  [
    'a negative limit',
    { ...CATALOG, plans: [{ ...CATALOG.plans[0], features: { exports: { limit: -1 } } }] },
    'plans[0].features.exports.limit',
  ],
  ['a number for a limit', { ...CATALOG, plans: [{ ...CATALOG.plans[0], features: { exports: 10 } }] }, 'plans[0].features.exports'],
  ['an unknown field', { ...CATALOG, plan: [] }, 'plan'],
])('refuses a catalogue with %s, and keeps the old one', async (_, body, field) => {
  await using open = await openApp()
  await open.call('PUT', '/v1/catalog', CATALOG)
  const before = (await open.call('GET', '/v1/catalog')).body
  const answer = await open.call('PUT', '/v1/catalog', body)
  expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([400, 'invalid-catalog', field])
  expect((await open.call('GET', '/v1/catalog')).body).toEqual(before)
})

test('says how a limit is written to those who give a number', async () => {
  await using open = await openApp()
  const plans = [{ ...CATALOG.plans[0], features: { exports: 10 } }]
  const { error } = (await open.call('PUT', '/v1/catalog', { ...CATALOG, plans })).body
  expect(error.message).toBe('plans[0].features.exports: expected true, false or { "limit": 10 }')
})

test('keeps the settings and names the one that is wrong', async () => {
  await using open = await openApp()
  const { body } = await open.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo', currency: 'JPY', budget: { userPerDay: 2 } })
  expect(body).toMatchObject({ holdout: 0.1, zone: 'Asia/Tokyo', budget: { userPerDay: 2, userPerWeek: 3 } })
  expect((await open.call('GET', '/v1/settings')).body).toEqual(body)
  expect((await open.call('PUT', '/v1/settings', { zone: 'Mars/Base' })).body.error).toMatchObject({
    code: 'invalid-settings',
    field: 'zone',
  })
  expect((await open.call('PUT', '/v1/settings', { holdout: 2 })).body.error).toMatchObject({ field: 'holdout', expected: 'at most 1' })
})

test('forgets what protects people only when it is named', async () => {
  await using open = await openApp()
  const strict = { identity: { mode: 'enforce' }, privacy: { gpc: 'respect' }, requireConsent: true }
  await open.call('PUT', '/v1/settings', { ...strict, holdout: 0.3 })
  const { body } = await open.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo' })
  expect(body).toMatchObject({ ...strict, holdout: 0.1, zone: 'Asia/Tokyo' })
  expect((await open.call('GET', '/v1/settings')).body).toEqual(body)
  const audience = async (identity: object) => (await open.call('PUT', '/v1/settings', { identity })).body.identity.audience
  expect([
    await audience({ mode: 'enforce', audience: 'a' }),
    await audience({ mode: 'monitor' }),
    await audience({ audience: '' }),
  ]).toEqual(['a', 'a', ''])
  const named = await open.call('PUT', '/v1/settings', { identity: { mode: 'off' }, requireConsent: false })
  expect(named.body).toMatchObject({ identity: { mode: 'off' }, requireConsent: false, privacy: { gpc: 'respect' }, zone: 'UTC' })
})
