import type { Boot, CampaignInput } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, question, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const DAY = 86_400_000

async function sent(open: OpenApp, groupId = 'acme'): Promise<Boot['campaigns']> {
  const { body } = await open.call('POST', '/v1/boot', { userId: 'mari', anonymousId: 'v', groupId }, { key: 'pk_test_demo' })
  return (body as Boot).campaigns
}

const ids = async (open: OpenApp) => (await sent(open)).map(({ campaign }) => campaign.id)

async function publish(open: OpenApp, campaign: CampaignInput): Promise<void> {
  await open.call('PUT', `/v1/campaigns/${campaign.id}`, campaign)
  expect((await open.call('POST', `/v1/campaigns/${campaign.id}/publish`)).status).toBe(200)
}

const track = (event: string, properties: object = {}, at = NOON, groupId = 'acme') => ({
  type: 'track',
  event,
  userId: 'mari',
  context: { groupId },
  timestamp: iso(at),
  properties,
})
const told = (event: string, version: number, groupId = 'acme', campaign = 'offer') =>
  track(`espalier:${event}`, { campaign, version }, NOON, groupId)

describe('an arm', () => {
  it('stays what it was when shares change, is drawn anew with another seed, and stays again', async () => {
    const arms = async (open: OpenApp, account: string) => (await open.deps.store.exposures.armsOf([account])).get(account)?.get('offer')
    await using open = await openWorkspace(offer())
    const accounts = Array.from({ length: 30 }, (_, index) => `a_${index}`)
    await send(open, ...accounts.map((account) => told('exposure', 1, account)))
    await publish(open, offer({ holdout: { share: 0.5 } }))
    for (const account of accounts) {
      const [one] = await sent(open, account)
      // Where the hash says the same, nothing needs to be said.
      expect(one?.assigned ?? 'treated').toBe('treated')
    }
    await send(open, ...accounts.map((account) => told('exposure', 2, account)))
    for (const account of accounts) expect(await arms(open, account)).toMatchObject({ arm: 'treated', version: 1 })

    await publish(open, offer({ holdout: { share: 0.5 }, seed: 'again' }))
    for (const account of accounts) expect((await sent(open, account))[0]).not.toHaveProperty('assigned')
    await send(open, ...accounts.flatMap((account) => [told('exposure', 3, account), told('shown', 3, account)]))
    const drawn = new Map<string, string | undefined>()
    for (const account of accounts) drawn.set(account, (await arms(open, account))?.arm)
    expect(new Set(drawn.values())).toEqual(new Set(['held-out', 'treated']))

    await publish(open, offer({ seed: 'again' }))
    for (const account of accounts) {
      const [one] = await sent(open, account)
      expect(one?.assigned ?? 'treated').toBe(drawn.get(account))
      expect((await arms(open, account))?.version).toBe(3)
    }
  })

  it('is drawn again for a variant that is gone', async () => {
    await using open = await openWorkspace(offer({ variants: [{ id: 'short' }] }))
    await send(open, told('exposure', 1))
    await publish(open, offer({ variants: [{ id: 'long' }] }))
    expect((await sent(open))[0]).not.toHaveProperty('assigned')
  })
})

describe('a campaign with a trigger of the server', () => {
  const armed = offer({ trigger: { on: 'server', event: 'Invoice Paid', where: { amount: { $gte: 100 } }, days: 7 } })

  it('is sent once an event armed it, until the account met it', async () => {
    await using open = await openWorkspace(armed)
    expect(await ids(open)).toEqual([])
    await send(open, track('Invoice Paid', { amount: 99 }))
    expect(await ids(open)).toEqual([])
    await send(open, track('Invoice Paid', { amount: 100 }, NOON - DAY))
    expect(await sent(open)).toMatchObject([{ campaign: { id: 'offer', trigger: { on: 'load' } } }])
    await send(open, told('exposure', 1))
    expect(await ids(open)).toEqual([])
  })

  it('is not sent after its days', async () => {
    await using open = await openWorkspace(armed)
    await send(open, track('Invoice Paid', { amount: 100 }, NOON - 7 * DAY))
    expect(await ids(open)).toEqual([])
  })

  it('waits for the date of an account and for who cancels, without a word about either', async () => {
    await using open = await openWorkspace(
      offer({ id: 'renewal', trigger: { on: 'date', path: 'account.renewsAt', from: -30, until: 0 } }),
      offer({ id: 'save', motion: 'save', trigger: { on: 'cancel' } }),
    )
    const renews = (renewsAt: string) => send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { renewsAt } })
    await renews('2027-02-01')
    expect(await ids(open)).toEqual(['save'])
    await renews('2026-12-10')
    expect((await sent(open)).map(({ campaign }) => campaign.trigger)).toEqual([
      { on: 'load' },
      { on: 'event', event: 'Cancellation Started' },
    ])
    await send(open, track('Cancellation Started'))
    expect(await ids(open)).toEqual(['save'])
  })
})

describe('a campaign that can never appear again', () => {
  it('is not sent: seen once, seen as often as planned, answered, entitled, of another namespace', async () => {
    await using open = await openWorkspace(
      offer({ id: 'once', cadence: { show: 'once' } }),
      offer({ id: 'twice', cadence: { show: 'always', max: 2 } }),
      question({ id: 'asked', cadence: { show: 'until-answered' } }),
      offer({ id: 'shared', cadence: { show: 'always', account: { max: 2 } } }),
      offer({ id: 'owned', feature: 'exports' }),
      offer({ id: 'low', namespace: { id: 'n', from: 0, until: 0.5 } }),
      offer({ id: 'high', namespace: { id: 'n', from: 0.5, until: 1 } }),
    )
    expect((await ids(open)).filter((id) => id !== 'low' && id !== 'high')).toEqual(['asked', 'once', 'shared', 'twice'])
    expect((await ids(open)).filter((id) => id === 'low' || id === 'high')).toHaveLength(1)
    await send(open, ...['once', 'twice', 'asked', 'shared'].map((id) => told('shown', 1, 'acme', id)))
    expect((await ids(open)).slice(0, 1).concat((await ids(open)).slice(-2))).toEqual(['asked', 'shared', 'twice'])
    const ken = { ...told('shown', 1, 'acme', 'shared'), userId: 'ken' }
    await send(open, told('shown', 1, 'acme', 'twice'), ken, track('espalier:answered', { campaign: 'asked', version: 1, score: 9 }))
    expect((await ids(open)).filter((id) => id !== 'low' && id !== 'high')).toEqual([])
  })
})
