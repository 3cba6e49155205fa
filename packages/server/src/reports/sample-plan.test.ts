import { expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'

const ask = '/v1/reports/plan?baseRate=0.05&difference=0.02&holdout=0.1&accountsPerWeek=500'

it('says how many accounts prove a difference, how many of them are held out, and how long that takes', async () => {
  await using open = await openApp()
  const { status, body } = await open.call('GET', ask)
  expect(status).toBe(200)
  expect(body.oneLook.accounts).toBeGreaterThan(9000)
  expect(body.everyLook.accounts).toBeGreaterThan(body.oneLook.accounts)
  expect(body.everyLook.heldOut).toBe(Math.round(body.everyLook.accounts / 10))
  expect(body.everyLook.weeks).toBeCloseTo(body.everyLook.accounts / 500, 0)
  const untimed = await open.call('GET', ask.replace(/&accountsPerWeek=.*/, ''))
  expect(untimed.body.oneLook).toEqual({ ...body.oneLook, weeks: null })
})

it('follows what a campaign of the workspace usually meets, and never plans for fewer accounts than a verdict needs', async () => {
  await using open = await openApp()
  const before = (await open.call('GET', ask)).body
  await open.call('PUT', '/v1/settings', { analysis: { accounts: 12_000 } })
  const after = (await open.call('GET', ask)).body
  expect(after.oneLook).toEqual(before.oneLook)
  expect(after.everyLook.accounts).toBeLessThan(before.everyLook.accounts)
  const obvious = (await open.call('GET', '/v1/reports/plan?baseRate=0.01&difference=0.9&holdout=0.1')).body
  expect(obvious.everyLook.accounts).toBe(5000)
})

it.each([
  ['baseRate', 'baseRate=0&difference=0.02&holdout=0.1'],
  ['difference', 'baseRate=0.99&difference=0.02&holdout=0.1'],
  ['difference', 'baseRate=0.1&difference=no&holdout=0.1'],
  ['difference', 'baseRate=0.1&difference=1e-9&holdout=0.1'],
  ['holdout', 'baseRate=0.1&difference=0.02&holdout=1'],
  ['holdout', 'baseRate=0.1&difference=0.02&holdout=1e-300'],
  ['accountsPerWeek', 'baseRate=0.1&difference=0.02&holdout=0.1&accountsPerWeek=-1'],
])('names %s when it cannot be planned with', async (field, query) => {
  await using open = await openApp()
  const { status, body } = await open.call('GET', `/v1/reports/plan?${query}`)
  expect([status, body.error.field]).toEqual([400, field])
})

it('still counts whole accounts for the finest question that it takes', async () => {
  await using open = await openApp()
  const { status, body } = await open.call('GET', '/v1/reports/plan?baseRate=0.5&difference=0.00001&holdout=0.001')
  expect(status).toBe(200)
  expect(Number.isSafeInteger(body.everyLook.accounts)).toBe(true)
  expect(body.everyLook.accounts).toBeGreaterThan(body.oneLook.accounts)
})
