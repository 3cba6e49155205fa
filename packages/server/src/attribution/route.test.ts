import { campaignReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { openSender, type StripeSender, stripeEventOf, subscription, TODAY } from '../billing/stripe-sender.case.ts'

const CREATED = 'customer.subscription.created'
const UPDATED = 'customer.subscription.updated'
const DAY = 86_400
const words = { title: 'More for your team', body: 'Team adds reports.', action: { label: 'Compare plans' } }

/** A server with one campaign that nobody is held out from, and the account `acme` on the small plan. */
async function openShown(motion = 'upsell'): Promise<StripeSender> {
  const open = await openSender()
  await open.call('PUT', '/v1/settings', { holdout: 0, currency: 'USD' })
  await publish(open, 'bigger', motion)
  await open.send(stripeEventOf(CREATED, TODAY - 200 * DAY, subscription()))
  return open
}

async function publish(open: StripeSender, id: string, motion: string): Promise<void> {
  const widget = { kind: 'card', slot: 'top', content: { en: words, ja: words } }
  const campaign = { id, name: id, motion, problemSolved: 'The team cannot see its reports.', widget, cadence: { show: 'once' } }
  await open.call('PUT', `/v1/campaigns/${id}`, { ...campaign, goal: { kind: 'upgrade', windowDays: 30 } })
  await open.call('POST', `/v1/campaigns/${id}/publish`)
}

let messages = 0
/** The page tells what became of a decision. */
async function told(open: StripeSender, name: string, at: number, decision = 'd1', campaign = 'bigger'): Promise<void> {
  const event = {
    type: 'track',
    event: `espalier:${name}`,
    messageId: `told-${(messages += 1)}`,
    userId: 'aki',
    context: { groupId: 'acme' },
    timestamp: new Date(at * 1000).toISOString(),
    properties: { campaign, version: 1, decision },
  }
  const answer = await open.call('POST', '/v1/batch', { batch: [event] })
  expect(answer.body.results.map((one: { status: string }) => one.status)).toEqual(['accepted'])
}

/** The same long ago: what comes over the wire is never that old. */
async function metLongAgo(open: StripeSender, at: number, what: 'shown' | 'engaged'): Promise<void> {
  const moment = {
    campaign: 'bigger',
    version: 1,
    account: 'acme',
    person: 'aki',
    arm: 'treated',
    at: at * 1000,
    id: `${what}@${at}`,
    cost: 0,
  }
  await open.deps.store.transaction(({ exposures }) => exposures[what]([moment]))
}

const rowsOf = async (open: StripeSender, id = 'bigger') => (await open.call('GET', `/v1/reports/campaigns/${id}/credits`)).body.credits
const reportOf = async (open: StripeSender, id = 'bigger') =>
  campaignReport.parse((await open.call('GET', `/v1/reports/campaigns/${id}`)).body)
const upgrade = (at: number, change: Record<string, unknown> = {}) =>
  stripeEventOf(UPDATED, at, subscription('team', 1, change), subscription())
const keptInList = async (open: StripeSender) => (await open.call('GET', '/v1/campaigns')).body.campaigns[0].kept90
const downgrade = (at: number) => stripeEventOf(UPDATED, at, subscription(), subscription('team'))

describe('the credits of a campaign', () => {
  it('are what billing says was bought after it was shown, with what is still there', async () => {
    await using open = await openShown()
    await metLongAgo(open, TODAY - 100 * DAY, 'shown')
    await metLongAgo(open, TODAY - 99 * DAY, 'engaged')
    await open.send(upgrade(TODAY - 98 * DAY))
    const [row] = await rowsOf(open)
    expect(row).toMatchObject({
      account: 'acme',
      cause: 'plan',
      by: 'engaged',
      credited: 50,
      reversed: 0,
      kept30: 50,
      kept90: 50,
      left: 50,
    })
    const { credits, funnel } = await reportOf(open)
    expect(credits).toMatchObject({ windowDays: 14, accounts: 1, credited: 50, reversed: 0, standing: 50, elsewhere: 0 })
    expect(credits.byCause).toEqual([{ kind: 'expansion', cause: 'plan', movements: 1, credited: 50, reversed: 0 }])
    expect(credits.kept.map((one) => one.rate)).toEqual([1, 1, 1])
    expect(await keptInList(open)).toBe(1)
    expect([funnel.upgraded, funnel.kept]).toEqual([1, 1])
  })

  it('show a way back within the window as reversed, and a later one as not kept', async () => {
    await using early = await openShown()
    await metLongAgo(early, TODAY - 100 * DAY, 'shown')
    await early.send(upgrade(TODAY - 98 * DAY))
    const back = downgrade(TODAY - 90 * DAY)
    await early.send(back)
    const event = (back as { id: string }).id
    expect(await rowsOf(early)).toMatchObject([{ credited: 50, reversed: 50, reversedBy: event, kept30: 0, left: 0 }])
    expect(await reportOf(early)).toMatchObject({ credits: { credited: 50, reversed: 50, standing: 0 }, funnel: { upgraded: 1, kept: 0 } })
    await using late = await openShown()
    await metLongAgo(late, TODAY - 100 * DAY, 'shown')
    await late.send(upgrade(TODAY - 98 * DAY))
    await late.send(downgrade(TODAY - 50 * DAY))
    expect(await keptInList(late)).toBe(0)
    expect(await rowsOf(late)).toMatchObject([{ credited: 50, reversed: 0, kept30: 50, kept60: 0, kept90: 0 }])
  })

  it.each([
    ['cancelled', 0],
    ['scheduled', 50],
  ])('are reversed by a churn at the moment at which it is counted: %s', async (churnRecognised, reversed) => {
    await using open = await openShown()
    await open.call('PUT', '/v1/settings', { holdout: 0, currency: 'USD', revenue: { churnRecognised } })
    await metLongAgo(open, TODAY - 100 * DAY, 'shown')
    await open.send(upgrade(TODAY - 98 * DAY))
    const end = TODAY - 70 * DAY
    await open.send(stripeEventOf(UPDATED, TODAY - 90 * DAY, subscription('team', 1, { cancel_at: end }), subscription('team')))
    await open.send(stripeEventOf('customer.subscription.deleted', end, subscription('team', 1, { status: 'canceled' })))
    expect(await rowsOf(open)).toMatchObject([{ credited: 50, reversed, left: 0 }])
  })

  it('are reversed when the charge is paid back in full', async () => {
    await using open = await openShown()
    await told(open, 'shown', TODAY - 10 * DAY)
    await open.send(upgrade(TODAY - 9 * DAY))
    const charge = (back: number) => ({
      ...{ id: 'ch_1', customer: 'cus_1', created: TODAY - 9 * DAY, amount: 5000, amount_refunded: back, refunded: back === 5000 },
    })
    await open.send(stripeEventOf('charge.refunded', TODAY - 4 * DAY, charge(0)))
    expect(await rowsOf(open)).toMatchObject([{ credited: 50, reversed: 0 }])
    await open.send(stripeEventOf('charge.refunded', TODAY - 3 * DAY, charge(1500)))
    expect(await rowsOf(open)).toMatchObject([{ credited: 50, reversed: 15, left: 35 }])
    await open.send(stripeEventOf('charge.refunded', TODAY - 2 * DAY, charge(5000)))
    expect(await rowsOf(open)).toMatchObject([{ credited: 50, reversed: 50, left: 0 }])
  })

  it('are none for what was bought before anybody saw it, although it was reduced afterwards', async () => {
    await using open = await openShown()
    const [morning, noon, evening] = [9, 12, 18].map((hour) => TODAY - 5 * DAY + hour * 3600) as [number, number, number]
    await open.send(stripeEventOf(UPDATED, morning, subscription('team', 3), subscription()))
    await told(open, 'shown', noon)
    await open.send(stripeEventOf(UPDATED, evening, subscription('team', 2), subscription('team', 3)))
    expect(await rowsOf(open)).toEqual([])
    expect((await reportOf(open)).funnel).toMatchObject({ shown: 1, upgraded: 0 })
  })

  it('are corrected by what comes late', async () => {
    await using open = await openShown()
    await open.send(upgrade(TODAY - 9 * DAY))
    expect(await rowsOf(open)).toEqual([])
    await told(open, 'shown', TODAY - 10 * DAY)
    expect(await rowsOf(open)).toHaveLength(1)
    await open.call('PUT', '/v1/settings', { holdout: 0, currency: 'USD', attribution: { windowDays: 0.5 } })
    expect(await rowsOf(open)).toEqual([])
  })

  it('are nobody’s for help, whatever followed it', async () => {
    await using open = await openShown('adoption')
    await told(open, 'accepted', TODAY - 10 * DAY)
    await open.send(upgrade(TODAY - 9 * DAY))
    expect(await rowsOf(open)).toEqual([])
  })

  it.each([
    ['the metadata of the subscription', () => [upgrade(TODAY, { metadata: { espalier_credit: 'old' } })]],
    [
      'the reference of a checkout',
      () => [
        stripeEventOf('checkout.session.completed', TODAY - 5, {
          id: 'cs_1',
          customer: 'cus_1',
          subscription: 'sub_1',
          client_reference_id: 'old',
          metadata: { espalier_account: 'acme' },
        }),
        upgrade(TODAY),
      ],
    ],
  ])('follow the decision that %s names, of this account alone', async (_, sent) => {
    await using open = await openShown()
    await publish(open, 'newer', 'upsell')
    await told(open, 'shown', TODAY - 60 * DAY, 'old')
    await told(open, 'engaged', TODAY - DAY, 'new', 'newer')
    for (const event of sent()) await open.send(event)
    expect(await rowsOf(open)).toMatchObject([{ by: 'credit-id', credited: 50, metAt: null }])
    expect(await rowsOf(open, 'newer')).toEqual([])
    expect((await open.call('GET', '/v1/accounts/acme')).status).toBe(200)
    await using other = await openShown()
    await told(other, 'engaged', TODAY - DAY, 'new')
    for (const event of sent()) await other.send(event)
    expect(await rowsOf(other)).toMatchObject([{ by: 'engaged' }])
  })

  it('stand against the hold-out where the account is held out', async () => {
    await using open = await openShown()
    await open.call('PUT', '/v1/settings', { holdout: 1, currency: 'USD' })
    await told(open, 'exposure', TODAY - 10 * DAY)
    await open.send(upgrade(TODAY - 9 * DAY))
    expect(await rowsOf(open)).toMatchObject([{ heldOut: true, by: 'ghost', credited: 50 }])
    expect((await reportOf(open)).credits).toMatchObject({ credited: 0, heldOut: { accounts: 1, amount: 50 } })
  })

  it('stand beside each line of the account’s ledger, with what told it and how the subscription stood', async () => {
    await using open = await openShown()
    await told(open, 'shown', TODAY - 10 * DAY)
    const sent = upgrade(TODAY - 9 * DAY)
    await open.send(sent)
    await open.send(downgrade(TODAY - 2 * DAY))
    const { movements } = (await open.call('GET', '/v1/accounts/acme')).body
    expect(movements).toMatchObject([
      { kind: 'new', source: 'stripe', type: CREATED, before: null, after: { status: 'active', mrr: 49 }, credit: null },
      {
        kind: 'expansion',
        event: (sent as { id: string }).id,
        type: UPDATED,
        before: { mrr: 49, items: [{ plan: 'pro', quantity: 1 }] },
        after: { mrr: 99, items: [{ plan: 'team', quantity: 1 }] },
        credit: { campaign: 'bigger', by: 'shown', credited: 50, reversed: 50 },
        heldOutFrom: null,
      },
      { kind: 'contraction', before: { mrr: 99 }, after: { mrr: 49 }, credit: null },
    ])
    const subscriptions = [
      { id: 'other', account: 'acme', at: new Date((TODAY - DAY) * 1000).toISOString(), status: 'active', plan: 'pro' },
    ]
    await open.call('POST', '/v1/subscriptions', { subscriptions })
    const after = (await open.call('GET', '/v1/accounts/acme')).body.movements.at(-1)
    expect(after).toMatchObject({ source: 'api', type: 'subscription', before: null })
  })

  it('come as a table for spreadsheets, and as a 404 for a campaign that is not there', async () => {
    await using open = await openShown()
    await told(open, 'shown', TODAY - 10 * DAY)
    await open.send(upgrade(TODAY - 9 * DAY))
    const csv = await open.call('GET', '/v1/reports/campaigns/bigger/credits?format=csv')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [head, row] = (csv.body as string).split('\r\n')
    expect(head).toMatch(/^Account,Campaign,Held out,Movement,/)
    expect(row).toMatch(/^acme,bigger,false,/)
    const japanese = await open.call('GET', '/v1/reports/campaigns/bigger/credits?format=csv&lang=ja')
    expect(japanese.body).toMatch(/^アカウント,キャンペーン,/)
    expect((await open.call('GET', '/v1/reports/campaigns/nothing/credits')).body.error.code).toBe('campaign-unknown')
    expect((await open.call('GET', '/v1/reports/campaigns/bigger/credits?format=xml')).body.error.field).toBe('format')
  })
})
