import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import type { CampaignReport, HomeReport, LeadReport } from '@espalier/core/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { createDeps } from '../deps.ts'
import type { Deps } from '../deps.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { seedDemo } from './seed.ts'

let folder: string
let store: Store
let deps: Deps
let server: ReturnType<typeof createAdaptorServer>
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-demo-'))
  store = await openStore({ folder })
  deps = createDeps(store, { mode: 'demo' })
  server = createAdaptorServer({ fetch: createApp(deps).fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await seedDemo(deps)
}, 120_000)

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

interface State {
  ready: boolean
  accounts: { id: string; plan: string; addOns: string[] }[]
}

const state = async (account = '') => (await (await fetch(`${url}/demo/api/state?account=${account}`)).json()) as State
const post = (path: string, body: unknown) =>
  fetch(`${url}/demo/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const report = async (campaign: string) => {
  const answer = await fetch(`${url}/v1/reports/campaigns/${campaign}`, { headers: { authorization: 'Bearer sk_test_demo' } })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as CampaignReport
}

test('a fresh folder has three accounts on three plans, and the one in the hold-out when it is asked for', async () => {
  const { ready, accounts } = await state()
  expect(ready).toBe(true)
  expect(accounts.map((one) => [one.id, one.plan])).toEqual([
    ['komorebi', 'starter'],
    ['minato', 'team'],
    ['kita', 'business'],
  ])
  expect((await state('sazanami')).accounts.map((one) => one.id)).toContain('sazanami')
})

test('the sample month gives every campaign both arms, and the near-limit offer enough of them for a verdict', async () => {
  for (const id of ['near-limit-exports', 'analytics-preview', 'scheduled-reports', 'nps-after-third-export', 'talk-about-teams']) {
    const { arms, funnel, srm } = await report(id)
    expect(
      arms
        .filter((one) => one.accounts > 0)
        .map((one) => one.arm)
        .toSorted(),
    ).toEqual(['held-out', 'treated'])
    expect(funnel.wouldShow).toBeGreaterThan(50)
    expect(funnel.heldBack).toBeGreaterThan(0)
    expect(srm.p).toBeGreaterThan(0.01)
  }
  const { arms, lift } = await report('near-limit-exports')
  expect(arms.find((one) => one.heldOut)).toMatchObject({ shown: 0, engaged: 0, accepted: 0, expansionMrr: expect.any(Number) })
  expect(lift.find((one) => one.metric === 'conversion')).toMatchObject({ enough: true })
  expect((await report('nps-after-third-export')).survey?.n).toBeGreaterThan(50)
})

test('Home says what offers caused, and which campaign a guardrail has stopped, weeks ago and by its figures', async () => {
  const read = async (path: string) => (await fetch(`${url}${path}`, { headers: { authorization: 'Bearer sk_test_demo' } })).json()
  const { alarms, steps, figures } = (await read('/v1/reports/home')) as HomeReport
  expect(alarms.map(({ campaign }) => campaign)).toEqual(['announce-scheduled-delivery'])
  expect(steps.running.campaigns).toBe(5)
  expect(figures.find(({ id }) => id === 'incrementalUpsell')?.value).toBeGreaterThan(0)
  expect(figures.find(({ id }) => id === 'engagement')?.value).toBeLessThan(1)
  const { pauses } = (await read('/v1/campaigns/announce-scheduled-delivery/guardrails')) as {
    pauses: { at: string; crossed: { metric: string; low: number; cutoff: number }[] }[]
  }
  expect(pauses).toMatchObject([{ crossed: [{ metric: 'dismissal' }] }])
  expect(Date.parse(pauses[0]?.at ?? '')).toBeLessThan(Date.now() - 50 * 86_400_000)
})

test('everybody met a campaign on the day on which it is told: no day stands out', async () => {
  const { daily } = await report('near-limit-exports')
  expect(Math.max(...daily.map(({ shown }) => shown))).toBeLessThan(15)
})

test('the sample month has leads that wait, were taken up, turned down with a reason, and won by the ledger', async () => {
  const answer = await fetch(`${url}/v1/reports/leads`, { headers: { authorization: 'Bearer sk_test_demo' } })
  const { passing, leads } = (await answer.json()) as LeadReport
  expect(passing).toBe(true)
  expect(new Set(leads.map(({ campaign }) => campaign))).toEqual(new Set(['talk-about-teams']))
  for (const state of ['new', 'accepted', 'rejected', 'won'] as const) expect(leads.map((one) => one.state)).toContain(state)
  expect(leads.filter(({ state }) => state === 'rejected').every(({ reason }) => reason !== undefined)).toBe(true)
  expect(leads.filter(({ state }) => state === 'won').map(({ by }) => by)).toContain('billing')
  expect(new Set(leads.map(({ side }) => side))).toEqual(new Set(['cs', 'sales']))
  expect(leads.every(({ owner, dueOn, nextStep }) => owner !== null && dueOn !== null && nextStep !== null)).toBe(true)
  expect(new Set(leads.map(({ overdue }) => overdue)).size).toBe(2)
})

test('a second start changes nothing', async () => {
  const before = await report('near-limit-exports')
  await seedDemo(deps)
  const { window: _, ...after } = await report('near-limit-exports')
  expect(before).toMatchObject(after)
})

test('exports are granted up to the limit of the plan, and then refused with the day on which they come back', async () => {
  for (let used = 15; used < 20; used++) expect((await post('exports', { account: 'minato', report: 'weekly-sales' })).status).toBe(200)
  const refused = await post('exports', { account: 'minato', report: 'weekly-sales' })
  expect(refused.status).toBe(402)
  const { error } = (await refused.json()) as { error: { code: string; limit: number; resetsOn: string } }
  expect(error).toMatchObject({ code: 'limit-reached', limit: 20 })
  expect(error.resetsOn).toMatch(/^\d{4}-\d{2}-01$/)
})

test('a checkout reaches the ledger through the signed webhook', async () => {
  expect((await post('checkout', { account: 'minato', plan: 'business' })).status).toBe(200)
  expect((await post('checkout', { account: 'minato', plan: 'scheduled-reports' })).status).toBe(200)
  const { accounts } = await state()
  expect(accounts.find((one) => one.id === 'minato')).toMatchObject({ plan: 'business', addOns: ['scheduled-reports'] })
  const movements = await store.billing.movementsOf('minato')
  expect(movements.map(({ kind, cause, amount }) => ({ kind, cause, amount })).slice(1)).toEqual([
    { kind: 'expansion', cause: 'plan', amount: 15_000 },
    { kind: 'expansion', cause: 'add-on', amount: 3000 },
  ])
  expect((await post('exports', { account: 'minato', report: 'weekly-sales' })).status).toBe(200)
})

test('a wrong checkout names the field and changes nothing', async () => {
  const cases = [
    [{ account: 'nobody', plan: 'team' }, 404, 'account'],
    [{ account: 'kita', plan: 'platinum' }, 400, 'plan'],
    [{ account: 'kita', plan: 'business' }, 409, 'plan'],
    [{ account: 'kita' }, 400, 'plan'],
    [{ account: 'kita', plan: 'team', price: 1 }, 400, 'price'],
  ] as const
  for (const [body, status, field] of cases) {
    const answer = await post('checkout', body)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { field } })
  }
  expect(await store.billing.movementsOf('kita')).toHaveLength(1)
})

test('starting over opens fresh accounts on their first plans', async () => {
  expect((await post('reset', {})).status).toBe(200)
  const { accounts } = await state()
  expect(accounts.map((one) => one.plan)).toEqual(['starter', 'team', 'business'])
  expect(accounts.map((one) => one.id)).not.toContain('minato')
  expect((await post('checkout', { account: 'minato', plan: 'team' })).status).toBe(404)
})
