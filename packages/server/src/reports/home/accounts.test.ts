import { homeAccounts, homeReport, type HomeList } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { NOON, offer, openWorkspace, send } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'

const DAY = 86_400_000
const iso = (daysAgo: number) => new Date(NOON - daysAgo * DAY).toISOString()

/** Seats of ten cents a month from so many days ago on; 0 ends it. */
function pays(account: string, daysAgo: number, seats: number): object {
  const rest = seats === 0 ? { status: 'canceled' } : { status: 'active', price: 'seat', amount: 10, quantity: seats, currency: 'USD' }
  return { id: `s-${account}`, account, at: iso(daysAgo), ...rest }
}

/** The figure, and the accounts that its own address opens: `id: reasons`. */
async function opened(open: OpenApp, id: HomeList, query = '') {
  const { figures } = homeReport.parse((await open.call('GET', `/v1/reports/home${query}`)).body)
  const figure = figures.find((one) => one.id === id)
  const { status, body } = await open.call('GET', figure?.rows ?? '')
  expect(status).toBe(200)
  const { accounts, total, month } = homeAccounts.parse(body)
  return { figure, total, month, accounts, reasons: Object.fromEntries(accounts.map((one) => [one.id, one.reasons.join(' ')])) }
}

const shown = (account: string, daysAgo: number) => ({
  campaign: 'offer',
  version: 1,
  account,
  person: `u-${account}`,
  arm: 'treated',
  id: `shown-${account}`,
  cost: 0,
  at: NOON - daysAgo * DAY,
})

/** Of ten accounts of August four saw an offer in November, two of which bought; one of those gave it back within the window. */
async function openOffered(): Promise<OpenApp> {
  const open = await openWorkspace(offer({ goal: { kind: 'upgrade', windowDays: 14 } }))
  const ids = Array.from({ length: 10 }, (_, index) => `a${index}`)
  await open.call('POST', '/v1/subscriptions', { subscriptions: ids.map((account) => pays(account, 95, 1)) })
  await open.deps.store.transaction(async ({ exposures }) => {
    await exposures.shown(['a0', 'a1', 'a2', 'new'].map((account) => shown(account, 15)))
  })
  const bought = [pays('a0', 12, 3), pays('a1', 12, 3), pays('new', 12, 1), pays('a1', 8, 1)]
  await open.call('POST', '/v1/subscriptions', { subscriptions: bought })
  return open
}

it('lists who bought of those that saw an offer, and of those that paid, with the campaign', async () => {
  await using open = await openOffered()
  const saw = await opened(open, 'upsellPerExposed', '?month=2026-11')
  expect([saw.figure?.part, saw.figure?.whole, saw.total, saw.month]).toEqual([3, 4, 4, '2026-11'])
  expect(saw.reasons).toEqual({ a0: 'bought saw-offer', a1: 'bought saw-offer', new: 'bought saw-offer', a2: 'saw-offer' })
  expect(saw.accounts.at(-1)).toMatchObject({ id: 'a2', campaigns: ['offer'] })
  const paid = await opened(open, 'upsellPerExisting', '?month=2026-11')
  expect([paid.figure?.part, paid.figure?.whole]).toEqual([1, 10])
  expect(paid.reasons).toEqual({ a0: 'bought' })
  expect((await opened(open, 'upsellPerExposed', '?month=2026-10')).total).toBe(0)
})

it('lists both arms of what is compared, and nobody of a campaign that compares nothing', async () => {
  const outside = (id: string) => offer({ id, assignment: 'external', variants: [{ id: 'a', weight: 1 }] })
  await using open = await openWorkspace(outside('both'), outside('one'))
  const met = (campaign: string, account: string, arm: string) => ({ campaign, account, arm, at: iso(50) })
  await open.call('POST', '/v1/exposures', {
    exposures: [met('both', 'x', 'a'), met('both', 'y', 'held-out'), met('one', 'z', 'a')],
  })
  await open.call('POST', '/v1/subscriptions', { subscriptions: [pays('y', 49, 1)] })
  const { reasons, accounts } = await opened(open, 'incrementalUpsell')
  expect(reasons).toEqual({ y: 'bought held-out', x: 'treated' })
  expect(accounts[0]).toMatchObject({ id: 'y', campaigns: ['both'] })
})

it('lists what became of growth that is old enough', async () => {
  await using open = await openWorkspace(offer({ goal: { kind: 'upgrade', windowDays: 14 } }))
  const ids = ['all', 'half', 'none', 'young']
  await open.call('POST', '/v1/subscriptions', { subscriptions: ids.map((account) => pays(account, 200, 1)) })
  await open.deps.store.transaction(({ exposures }) =>
    exposures.shown(ids.map((account) => shown(account, account === 'young' ? 40 : 150))),
  )
  const later = [
    pays('all', 149, 3),
    pays('half', 149, 3),
    pays('none', 149, 3),
    pays('young', 39, 3),
    pays('half', 100, 2),
    pays('none', 90, 1),
  ]
  await open.call('POST', '/v1/subscriptions', { subscriptions: later })
  const { figure, reasons } = await opened(open, 'keptExpansion', '?month=2026-11')
  expect(figure?.value).toBe(0.5)
  expect(reasons).toEqual({ none: 'given-up', half: 'kept-in-part', all: 'kept' })
})

it('lists who was seen, and who is onboarded, of one group where a group is asked for', async () => {
  await using open = await openWorkspace()
  const group = (account: string, industry: string) => ({ type: 'group', userId: `u-${account}`, groupId: account, traits: { industry } })
  await send(open, group('r1', 'retail'), group('r2', 'retail'), group('h1', 'health'))
  await open.call('PUT', '/v1/accounts/silent', { traits: { industry: 'retail' } })
  await open.call('PUT', '/v1/accounts/r1', { care: { onboarded: true } })
  await open.call('PUT', '/v1/accounts/r2', { care: { onboarded: false } })
  for (const query of ['', '?by=industry&value=retail']) {
    const { figure, reasons, total } = await opened(open, 'engagement', query)
    expect(total).toBe(figure?.whole)
    expect(Object.values(reasons).filter((reason) => reason === 'seen').length).toBe(figure?.part)
  }
  expect((await opened(open, 'onboarding', '?by=industry&value=retail')).reasons).toEqual({ r2: 'onboarding', r1: 'onboarded' })
  expect((await opened(open, 'onboarding', '?by=industry&value=health')).total).toBe(0)
})

it('names the step where there is no such list', async () => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('GET', '/v1/reports/home/accounts?step=nrr')
  expect([status, body.error.field]).toEqual([400, 'step'])
})
