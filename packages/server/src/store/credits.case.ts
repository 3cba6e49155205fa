import { EVENTS, HELD_OUT, TREATED } from '@espalier/core'
import { expect, test } from 'vitest'
import { bill } from './billed.case.ts'
import type { Movement } from './billing.ts'
import type { Store } from './store.ts'

const DAY = 86_400_000
const NOW = 100 * DAY

const moved = (account: string, at: number, kind: Movement['kind'], amount: number, cause = 'plan'): Movement => ({
  id: `${account}@${at}`,
  account,
  subscription: `s-${account}`,
  at,
  kind,
  cause,
  amount,
  currency: 'USD',
  event: `evt-${account}-${at}`,
})
const moment = (account: string, at: number, arm: string = TREATED) => ({
  id: `${account}-${at}`,
  campaign: 'bigger',
  version: 1,
  account,
  person: `p-${account}`,
  arm,
  at,
  cost: 0,
})

/** What every adapter of what credits and guardrails are made of keeps to. */
export function creditCases(open: () => Promise<Store>): void {
  test('gives all that accounts which grew met, claimed and got back', async () => {
    const store = await open()
    await store.transaction(async ({ exposures, billing, events }) => {
      await exposures.expose([moment('held', NOW - 3 * DAY, HELD_OUT)])
      await exposures.shown([moment('acme', NOW - 3 * DAY), moment('still', NOW - 3 * DAY)])
      await exposures.engaged([moment('acme', NOW - 2 * DAY)])
      const base = { type: 'track', receivedAt: NOW, seq: 0, context: {}, person: 'p-acme', account: 'acme' } as const
      const properties = { campaign: 'bigger', version: 1, decision: 'd1' }
      await events.append([
        { ...base, id: 'e1', name: EVENTS.shown, at: NOW - 3 * DAY, properties },
        { ...base, id: 'e2', name: EVENTS.accepted, at: NOW - DAY, properties },
        { ...base, id: 'e3', name: EVENTS.engaged, at: NOW + DAY, properties },
      ])
      const movements = [
        moved('acme', NOW, 'expansion', 500),
        moved('acme', NOW + DAY, 'contraction', -100),
        moved('held', NOW, 'new', 700),
        moved('still', NOW, 'expansion', 50, 'price-change'),
        moved('other', NOW, 'expansion', 900),
      ]
      await bill(billing, { movements })
      await billing.link('cus', 'acme')
      const object = { refunded: true, created: NOW / 1000, metadata: { espalier_credit: 'd1' } }
      const kept = { receivedAt: NOW, customer: 'cus', status: 'recorded', body: JSON.stringify({ data: { object } }) } as const
      await billing.record({ ...kept, id: `evt-acme-${NOW}`, type: 'customer.subscription.updated', createdAt: NOW })
      await billing.record({ ...kept, id: 'back', type: 'charge.refunded', createdAt: NOW + DAY })
      await billing.record({ ...kept, id: 'test', type: 'charge.refunded', createdAt: NOW + DAY, status: 'ignored' })
    })
    const found = await store.credits.growthOf({ campaign: 'bigger' }, 14 * DAY)
    expect(found.movements.map((one) => one.id).toSorted()).toEqual([`acme@${NOW}`, `acme@${NOW + DAY}`, `held@${NOW}`])
    expect(found.meetings.map((one) => `${one.account} ${one.kind} ${one.at}`).toSorted()).toEqual([
      `acme engaged ${NOW - 2 * DAY}`,
      `acme engaged ${NOW - DAY}`,
      `acme shown ${NOW - 3 * DAY}`,
      `held ghost ${NOW - 3 * DAY}`,
    ])
    const claim = { account: 'acme', event: `evt-acme-${NOW}`, subscription: 's-acme', at: NOW, credit: 'd1', campaign: 'bigger' }
    expect(found.claims).toEqual([claim])
    expect(found.refunds).toEqual([{ account: 'acme', event: 'back', at: NOW + DAY, charge: 'back', share: 1, paidAt: NOW }])
    expect((await store.credits.growthOf({ account: 'other' }, DAY)).movements).toHaveLength(1)
    expect(new Set((await store.credits.growthOf({}, DAY)).movements.map((one) => one.account))).toEqual(new Set(['acme', 'held', 'other']))
  })

  test('counts the harm that came to each side after it met a campaign', async () => {
    const { guardrails, transaction } = await open()
    await transaction(async ({ exposures, billing }) => {
      await exposures.expose([moment('held', NOW, HELD_OUT), moment('early', NOW - 9 * DAY, HELD_OUT)])
      await exposures.shown([moment('left', NOW + 500), moment('before', NOW), moment('refused', NOW), moment('closed', NOW)])
      await exposures.dismissed([
        { ...moment('refused', NOW + 1), how: 'no' },
        { ...moment('closed', NOW + 1), how: 'closed' },
      ])
      // What a survey itself is answered is no harm that it did.
      await exposures.answered([{ ...moment('closed', NOW + 1), score: 3 }])
      await exposures.answered([{ ...moment('held', NOW + 1), campaign: 'nps', score: 3 }])
      // What is dated to the second may have come later in it; what has milliseconds came then.
      const movements = [
        moved('left', NOW, 'churn', -5, 'end'),
        moved('before', NOW - 1, 'churn', -5, 'end'),
        moved('refused', NOW + DAY, 'contraction', -5, 'seat'),
        moved('closed', NOW + DAY, 'contraction', -5, 'currency'),
        moved('early', NOW, 'churn', -5, 'end'),
      ]
      await bill(billing, { movements })
    })
    const treated = { heldOut: false, accounts: 4, shown: 4, harmed: { churn: 1, contraction: 1, dismissal: 1, detractor: 0 } }
    const heldOut = { heldOut: true, shown: 0, harmed: { churn: 1, contraction: 0, dismissal: 0, detractor: 1 } }
    expect(await guardrails.harmCounts('bigger', 0)).toEqual([treated, { ...heldOut, accounts: 2 }])
    expect(await guardrails.harmCounts('bigger', NOW)).toEqual([
      treated,
      { ...heldOut, accounts: 1, harmed: { ...heldOut.harmed, churn: 0 } },
    ])
    expect(await guardrails.harmCounts('nothing', 0)).toEqual([])
  })
}
