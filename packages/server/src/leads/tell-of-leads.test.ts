import { TREATED } from '@espalier/core'
import { expect, test } from 'vitest'
import { offer } from '../decisions/workspace.case.ts'
import { openReceiver } from '../hooks/receiver.case.ts'
import { appOn, openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const HOUR = 3_600_000

async function openPassing(url: string): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW, config: { openHooks: true, publicUrl: 'https://grow.example.com' } })
  for (const one of [offer({ id: 'talk', name: 'Talk to us', lead: true, handover: { sales: 'Ken', cs: 'Mari', dueDays: 2 } }), offer()]) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  await open.deps.store.hooks.saveEndpoint({ url, secret: 'whsec_AAAA', createdAt: NOW - 2 * HOUR })
  return open
}

const accept = (open: OpenApp, account: string, at: number, campaign = 'talk') =>
  open.deps.store.transaction(({ exposures }) =>
    exposures.accepted([{ campaign, version: 1, account, person: `u-${account}`, arm: TREATED, at }]),
  )

test('the owner is told of each lead once, oldest first, and of nobody who was passed before an address was given', async () => {
  await using receiver = await openReceiver()
  await using open = await openPassing(receiver.url)
  await open.call('PUT', '/v1/accounts/acme', { traits: { name: 'Acme Ltd' } })
  await accept(open, 'before', NOW - 3 * HOUR)
  await accept(open, 'second', NOW - HOUR / 2)
  await accept(open, 'acme', NOW - HOUR)
  await accept(open, 'elsewhere', NOW - HOUR, 'offer')
  await open.deps.postman.look()
  await open.deps.postman.look()
  expect(receiver.received.map(({ body }) => JSON.parse(body) as object)).toEqual([
    {
      type: 'lead.passed',
      timestamp: new Date(NOW).toISOString(),
      data: {
        campaign: 'talk',
        campaignName: 'Talk to us',
        account: 'acme',
        name: 'Acme Ltd',
        person: 'u-acme',
        passedAt: new Date(NOW - HOUR).toISOString(),
        side: 'sales',
        cs: 'Mari',
        sales: 'Ken',
        owner: 'Ken',
        dueOn: new Date(NOW - HOUR + 2 * 24 * HOUR).toISOString().slice(0, 10),
        nextStep: null,
        evidence: 'https://grow.example.com/console/leads/talk/acme',
      },
    },
    expect.objectContaining({ data: expect.objectContaining({ account: 'second', name: 'second' }) }),
  ])
  await accept(open, 'third', NOW)
  await open.deps.postman.look()
  expect(receiver.received).toHaveLength(3)
})

test('two servers of one database tell of a lead once', async () => {
  await using receiver = await openReceiver()
  await using open = await openPassing(receiver.url)
  await accept(open, 'acme', NOW)
  const other = appOn(open.deps.store, { clock: () => NOW, config: { openHooks: true } })
  await Promise.all([open.deps.postman.look(), other.deps.postman.look()])
  await Promise.all([open.deps.postman.look(), other.deps.postman.look()])
  expect(receiver.received).toHaveLength(1)
  await other.deps.postman.settled()
})
