import { assignArm, dayOf } from '@espalier/core'
import { campaign as campaignSchema, campaignReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { bill } from '../store/billed.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
const START = NOW - 10 * DAY

const words = { title: 'One seat left', body: 'Business adds seats.', action: { label: 'Compare plans' } }
const SEATS = {
  id: 'seats',
  name: 'Seats',
  motion: 'seats',
  problemSolved: 'The team runs out of seats.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'once' },
  goal: { kind: 'upgrade' },
}

async function openWith(campaign: { id: string }): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/settings', { holdout: 0.2, zone: 'Asia/Tokyo', currency: 'USD' })
  await open.call('PUT', `/v1/campaigns/${campaign.id}`, campaign)
  await open.call('POST', `/v1/campaigns/${campaign.id}/publish`)
  return open
}

const report = async (open: OpenApp, id: string) => campaignReport.parse((await open.call('GET', `/v1/reports/campaigns/${id}`)).body)

/** Exposes 600 accounts as the hash assigns them; all treated ones see it. Answers the accounts by arm. */
async function expose(open: OpenApp, definition: object): Promise<{ treated: string[]; heldOut: string[] }> {
  const campaign = campaignSchema.parse(definition)
  const accounts = Array.from({ length: 600 }, (_, index) => `account-${index}`)
  const heldOut = accounts.filter((account) => assignArm(campaign, account, { holdout: 0.2 }) === 'held-out')
  const treated = accounts.filter((account) => !heldOut.includes(account))
  const moment = (account: string) => ({
    id: account,
    campaign: campaign.id,
    version: 1,
    account,
    person: account,
    arm: assignArm(campaign, account, { holdout: 0.2 }),
    at: START,
    cost: 0,
  })
  await open.deps.store.transaction(async ({ exposures }) => {
    await exposures.expose(accounts.map(moment))
    await exposures.shown(treated.map((account) => ({ ...moment(account), id: `${account}:shown` })))
    await exposures.heldBack([{ campaign: campaign.id, account: 'spared', gate: 'care', day: dayOf(START) }])
  })
  return { treated, heldOut }
}

describe('the report of a campaign', () => {
  it('compares the arms as assigned, with money from the ledger', async () => {
    await using open = await openWith(SEATS)
    const { treated, heldOut } = await expose(open, SEATS)
    await open.deps.store.transaction(async ({ billing }) => {
      const sale = (account: string, kind: 'expansion' | 'new', cause: string, at: number) =>
        bill(billing, {
          movements: [
            {
              id: `${account}:${at}`,
              account,
              subscription: 's',
              at,
              kind,
              cause,
              amount: 1050,
              currency: 'USD',
              event: account,
            },
          ],
        })
      for (const account of treated.slice(0, 60)) await sale(account, 'expansion', 'seat', START + DAY)
      for (const account of heldOut.slice(0, 6)) await sale(account, 'new', 'plan', START + DAY)
      for (const account of treated.slice(60, 90)) await sale(account, 'expansion', 'price-change', START + DAY)
      await sale(treated[0] ?? '', 'expansion', 'plan', START + 2 * DAY)
      const paid = { subscription: 's', account: treated[0] ?? '', customer: 'c', status: 'active', items: [], currency: 'USD', event: 'e' }
      await bill(billing, { states: [{ ...paid, mrr: { num: 100, den: 1 }, at: START - DAY }] })
    })
    const found = await report(open, 'seats')
    expect(found).toMatchObject({
      campaign: 'seats',
      version: 1,
      motion: 'seats',
      currency: 'USD',
      window: { from: new Date(START).toISOString(), to: new Date(NOW).toISOString(), zone: 'Asia/Tokyo', conversionDays: 14 },
      arms: [
        { arm: 'treated', heldOut: false, accounts: treated.length, shown: treated.length, converted: 60, expansionMrr: 640.5, value: 0 },
        { arm: 'held-out', heldOut: true, accounts: heldOut.length, shown: 0, converted: 6, expansionMrr: 63 },
      ],
      funnel: { eligible: 601, heldBack: 1, wouldShow: 600, shown: treated.length, engaged: 0, accepted: 0, upgraded: 60 },
      heldBack: [{ gate: 'care', accounts: 1 }],
      upsellRate: { perExistingAccount: 60, perExposedAccount: 60 / treated.length, existingAccounts: 1, exposedAccounts: treated.length },
    })
    expect(found.arms[0]?.rate).toBe(60 / treated.length)
    expect(found.srm.p).toBeGreaterThan(0.001)
    expect(found.lift.map(({ arm, metric, enough, verdict }) => [arm, metric, enough, verdict])).toEqual(
      ['treated', 'any'].flatMap((arm) => [
        [arm, 'conversion', true, 'open'],
        [arm, 'engagement', false, 'none'],
        [arm, 'money', true, 'open'],
      ]),
    )
    const [conversion, engagement, money] = found.lift
    expect(money?.absolute.estimate).toBeCloseTo(640.5 / treated.length - 63 / heldOut.length, 9)
    expect(money?.capped?.map(({ share, limit }) => [share, limit])).toEqual([
      [0.99, expect.any(Number)],
      [0.999, expect.any(Number)],
    ])
    expect(conversion?.sequence.low).toBeLessThan(conversion?.absolute.low ?? -1)
    expect(conversion?.belief?.chanceToWin).toBeGreaterThan(0.9)
    expect(conversion?.absolute.estimate).toBeCloseTo(60 / treated.length - 6 / heldOut.length, 12)
    expect(conversion?.relative.reason).toBeUndefined()
    expect(engagement?.absolute).toEqual({ estimate: null, low: null, high: null, reason: 'not-measured-in-hold-out' })
    expect(found.daily).toHaveLength(11)
    expect(found.daily.slice(0, 2)).toEqual([
      { day: '2026-11-12', shown: treated.length, engaged: 0, accepted: 0, converted: 0, convertedHeldOut: 0 },
      { day: '2026-11-13', shown: 0, engaged: 0, accepted: 0, converted: 60, convertedHeldOut: 6 },
    ])
    const [listed] = (await open.call('GET', '/v1/campaigns')).body.campaigns
    expect([listed.seen14d, listed.arms.map((arm: { converted: number }) => arm.converted)]).toEqual([treated.length, [6, 60]])
    // The list says first what the report says first.
    const headline = found.lift.find(({ arm, metric }) => arm === 'any' && metric === 'conversion')
    const { low, high } = headline?.sequence ?? {}
    expect(listed.lift).toEqual({ estimate: headline?.absolute.estimate, low, high, enough: true })
  })

  it('has zeros and reasons, and no invented numbers, before anybody was exposed', async () => {
    await using open = await openWith(SEATS)
    const found = await report(open, 'seats')
    const [listed] = (await open.call('GET', '/v1/campaigns')).body.campaigns
    expect(listed).toMatchObject({ lift: null, kept90: null, guardrails: null, owner: null })
    expect(found).toMatchObject({ window: { from: null }, srm: { p: null }, heldBack: [], daily: [] })
    expect(found.arms.map(({ accounts, rate }) => [accounts, rate])).toEqual([
      [0, null],
      [0, null],
    ])
    expect(found.upsellRate).toEqual({ perExistingAccount: null, perExposedAccount: null, existingAccounts: 0, exposedAccounts: 0 })
    expect(found.lift[0]).toMatchObject({
      enough: false,
      missing: { accounts: 100, conversions: 5 },
      absolute: { reason: 'no-accounts-in-hold-out' },
    })
  })

  it('says when too many accounts are missing from an arm', async () => {
    await using open = await openWith(SEATS)
    const { treated } = await expose(open, SEATS)
    const at = START
    const lost = treated
      .slice(0, 400)
      .map((account) => ({ campaign: 'seats', version: 1, account: `${account}-copy`, person: account, arm: 'held-out', at }))
    await open.deps.store.exposures.assign(lost)
    expect((await report(open, 'seats')).srm.p).toBeLessThan(1e-9)
  })

  it('shows the answers of a survey, and claims no lift for what only the asked can do', async () => {
    const question = { question: 'How likely are you to recommend us?' }
    const nps = {
      ...SEATS,
      id: 'nps',
      motion: 'survey',
      widget: { kind: 'nps', content: { en: question, ja: question } },
      goal: { kind: 'response' },
    }
    await using open = await openWith(nps)
    const { treated } = await expose(open, nps)
    const batch = treated.slice(0, 10).map((account, index) => ({
      type: 'track',
      event: 'espalier:answered',
      userId: account,
      timestamp: new Date(START + DAY).toISOString(),
      context: { groupId: account },
      properties: { campaign: 'nps', version: 1, decision: `d-${account}`, score: index < 6 ? 10 : 3 },
    }))
    await open.call('POST', '/v1/batch', { batch: batch.slice(0, 4) })
    const few = { n: null, nps: null, margin: null, scores: null, month: null, reason: 'too-few-answers', responseRate: expect.any(Number) }
    expect((await report(open, 'nps')).survey).toEqual(few)
    expect((await open.call('GET', '/v1/reports/campaigns/nps?format=csv')).body).toContain('survey,,n,,,,too-few-answers')
    await open.call('POST', '/v1/batch', { batch: batch.slice(4) })
    const found = await report(open, 'nps')
    expect(found.survey).toEqual({
      n: 10,
      nps: 20,
      margin: expect.any(Number),
      scores: [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 6],
      month: null,
      responseRate: 10 / found.funnel.shown,
    })
    expect(found.funnel.shown).toBeGreaterThan(10)
    expect(found.arms[0]).toMatchObject({ accepted: 10, converted: 10 })
    expect(found.lift[0]?.absolute.reason).toBe('goal-needs-the-widget')
  })

  it('adds no money of different currencies', async () => {
    await using open = await openWith({ ...SEATS, goal: { kind: 'external' } } as typeof SEATS)
    const { treated } = await expose(open, SEATS)
    const sale = (id: string, currency: string) => ({
      id,
      account: treated[0],
      campaign: 'seats',
      at: new Date(START + DAY).toISOString(),
      mrr: 100,
      currency,
    })
    await open.call('POST', '/v1/conversions', { conversions: [sale('1', 'USD'), sale('2', 'JPY')] })
    const found = await report(open, 'seats')
    expect([found.currency, found.arms[0]?.expansionMrr]).toEqual(['USD', 100])
    expect(found.otherMoney).toEqual([{ arm: 'treated', currency: 'JPY', expansionMrr: 100, value: 0 }])
  })

  it('is a 404 for a campaign that is not there', async () => {
    await using open = await openApp()
    const answer = await open.call('GET', '/v1/reports/campaigns/nothing')
    expect([answer.status, answer.body.error.code]).toEqual([404, 'campaign-unknown'])
  })
})
