import { EVENTS } from '@espalier/core'
import { expect, test } from 'vitest'
import { openSender, stripeEventOf, subscription, TODAY } from './stripe-sender.case.ts'

test('an event of Stripe counts as an event of the account, once, and says nothing about people', async () => {
  await using open = await openSender()
  const { events, people } = open.deps.store
  const bill = { id: 'in_1', customer: 'cus_1', status: 'open', amount_due: 4900, customer_email: 'mari@example.com' }
  const failed = stripeEventOf('invoice.payment_failed', TODAY - 60, bill)
  expect(await open.statuses([failed, failed])).toEqual(['recorded', 'duplicate'])
  expect(await events.read(0, 9)).toMatchObject([
    { name: 'stripe:invoice.payment_failed', person: '', account: 'acme', at: (TODAY - 60) * 1000, receivedAt: TODAY * 1000 },
  ])
  expect((await events.read(0, 9))[0]?.properties).toEqual({ status: 'open', amount_due: 4900 })
  expect(await people.counters('account', ['acme'])).toMatchObject([{ name: 'stripe:invoice.payment_failed', state: { t: 1 } }])
  expect(await people.counters('person', [''])).toEqual([])
  expect(await people.membersOf('acme', 9)).toEqual([])
})

test('events of the other kind of data, and of customers without an account, count nowhere', async () => {
  await using open = await openSender({ linked: false })
  const bill = { id: 'in_1', customer: 'cus_1', status: 'paid' }
  await open.send(stripeEventOf('invoice.paid', TODAY, bill))
  await open.send(stripeEventOf('invoice.paid', TODAY, bill, undefined, { livemode: true }))
  expect(await open.deps.store.events.last()).toBe(0)
})

test('what billing changes of an account is in the log with everything that it owns, also when it waited for its account', async () => {
  await using open = await openSender({ linked: false })
  expect(await open.statuses([stripeEventOf('customer.subscription.created', TODAY - 5, subscription('team'))])).toEqual(['parked'])
  await open.call('PUT', '/v1/accounts/acme', { stripeCustomer: 'cus_1' })
  const log = await open.deps.store.events.read(0, 9)
  expect(log.map(({ name }) => name)).toEqual([EVENTS.account, EVENTS.account, 'stripe:customer.subscription.created'])
  expect(log[1]).toMatchObject({
    at: (TODAY - 5) * 1000,
    receivedAt: TODAY * 1000,
    properties: { plan: 'team', care: { pastDue: false }, owned: [{ plan: 'team', kind: 'plan' }] },
  })
})
