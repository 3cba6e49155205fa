import { HELD_OUT, TREATED } from '@espalier/core'
import { expect, test } from 'vitest'
import { offer } from '../decisions/workspace.case.ts'
import { openReceiver } from '../hooks/receiver.case.ts'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)

/** A running campaign that is meant to hold out a half, and met so many accounts in each arm. */
async function openSplit(url: string, treated: number, heldOut: number): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW, config: { openHooks: true } })
  await open.call('PUT', '/v1/settings', { holdout: 0.5 })
  await open.call('PUT', '/v1/campaigns/offer', offer())
  await open.call('POST', '/v1/campaigns/offer/publish')
  const moments = [...Array(treated + heldOut).keys()].map((index) => ({
    id: `m${index}`,
    campaign: 'offer',
    version: 1,
    account: `a${index}`,
    person: `p${index}`,
    arm: index < treated ? TREATED : HELD_OUT,
    at: NOW - 1000,
    cost: 0,
  }))
  await open.deps.store.transaction(({ exposures }) => exposures.expose(moments))
  await open.deps.store.hooks.saveEndpoint({ url, secret: 'whsec_AAAA', createdAt: NOW })
  return open
}

test('the owner is told once of arms that are not split as planned', async () => {
  await using receiver = await openReceiver()
  await using open = await openSplit(receiver.url, 140, 60)
  await open.deps.guardrails.look()
  await open.deps.guardrails.look()
  await open.deps.postman.look()
  const [{ body } = { body: '{}' }, ...others] = receiver.received
  expect(others).toEqual([])
  const { type, data } = JSON.parse(body) as { type: string; data: { p: number } }
  expect([type, data]).toEqual([
    'campaign.split',
    {
      campaign: 'offer',
      name: 'Offer',
      version: 1,
      p: expect.closeTo(1.54e-8, 10),
      arms: [
        { arm: TREATED, accounts: 140, planned: 0.5 },
        { arm: HELD_OUT, accounts: 60, planned: 0.5 },
      ],
    },
  ])
  await open.call('PUT', '/v1/campaigns/offer', offer({ name: 'Another offer' }))
  await open.call('POST', '/v1/campaigns/offer/publish')
  await open.deps.guardrails.look()
  await open.deps.postman.look()
  expect(receiver.received).toHaveLength(2)
})

test('the owner is not told of a split that chance explains', async () => {
  await using receiver = await openReceiver()
  await using open = await openSplit(receiver.url, 110, 90)
  await open.deps.guardrails.look()
  await open.deps.postman.look()
  expect(receiver.received).toEqual([])
})
