import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iso, NOON, offer } from '../workspace.case.ts'
import { backtest, openPast, type Past } from './past.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const words = { title: 'More room', body: 'Business has no limit.', action: { label: 'Compare plans' } }
const modal = { kind: 'modal', content: { en: words, ja: words } } as const

describe('a backtest', { timeout: 60_000 }, () => {
  let past: Past & AsyncDisposable

  beforeAll(async () => {
    past = await openPast()
    const { open } = past
    for (const one of [
      offer({ id: 'running', audience: { 'user.id': { $ne: 'new' } }, cadence: { show: 'once' } }),
      offer({ id: 'strong', priority: 500, audience: { 'user.id': 'ken' } }),
    ]) {
      await open.call('PUT', `/v1/campaigns/${one.id}`, one)
      await open.call('POST', `/v1/campaigns/${one.id}/publish`)
    }
    await open.call('PUT', '/v1/accounts/risky', { care: { risk: true } })
    for (let day = 0; day < 10; day++) {
      past.now = NOON - (10 - day) * DAY
      await past.visit('mari', 'acme', ['Report Exported'])
      past.now += HOUR
      await past.visit('ken', 'acme')
      past.now += HOUR
      await past.visit('ai', 'risky')
    }
    const upgrade = (id: string, account: string, days: number) => ({ id, account, at: iso(NOON - days * DAY), mrr: 10, currency: 'USD' })
    await open.call('POST', '/v1/conversions', {
      conversions: [upgrade('c1', 'acme', 3), upgrade('c2', 'risky', 3), upgrade('c3', 'acme', 15)],
    })
    past.now = NOON
  })
  afterAll(() => past[Symbol.asyncDispose]())

  it('counts what a draft would have shown, to whom, and when', async () => {
    const draft = offer({ id: 'draft', widget: { ...offer().widget, slot: 'side' } as never, cadence: { show: 'every', days: 2 } })
    const result = await backtest(past.open, draft, 12)
    expect(result).toMatchObject({
      from: iso(NOON - 12 * DAY),
      to: iso(NOON),
      assumed: 0,
      impressions: 10,
      people: 2,
      accounts: 1,
      heldOut: 0,
      lostToBudget: 0,
      takenFromOthers: [],
      upgrades: { known: 2, preceded: 1, without: 1 },
    })
    expect(result.perDay).toHaveLength(5)
    expect(result.perDay[0]).toEqual({ day: iso(NOON - 10 * DAY).slice(0, 10), shown: 2, heldOut: 0, people: 2 })
    expect(result.events).toBeGreaterThan(result.moments)
    expect(result.samples[0]).toEqual({ user: 'mari', account: 'acme', at: iso(NOON - 10 * DAY), verdict: 'shown', path: '/reports' })
    expect(result).not.toHaveProperty('running')
  })

  it('tells whom care spares, who has the place, and from whom the draft would take it', async () => {
    const draft = offer({ id: 'draft', cadence: { show: 'always' }, priority: 300 })
    const result = await backtest(past.open, draft)
    expect(result).toMatchObject({
      impressions: 10,
      spared: [{ gate: 'care', code: 'open-risk', times: 10, accounts: 1 }],
      lostToOthers: [{ campaign: 'strong', name: 'Offer', times: 10 }],
      takenFromOthers: [{ campaign: 'running', name: 'Offer' }],
    })
  })

  it('leaves on the screen what a page would have shown, while the same page goes on', async () => {
    await using other = await openPast()
    await other.open.call('PUT', '/v1/campaigns/rival', offer({ id: 'rival' }))
    await other.open.call('POST', '/v1/campaigns/rival/publish')
    other.now = NOON - DAY
    await other.visit('mari', 'acme', ['Report Exported'])
    other.now = NOON
    const trigger = { on: 'event', event: 'Report Exported' } as const
    const result = await backtest(other.open, offer({ id: 'draft', trigger, priority: 900 }))
    expect(result).toMatchObject({ impressions: 0, lostToOthers: [{ campaign: 'rival', times: 1 }] })
  })

  it('counts what was done before the period, by one person and by everybody of the account', async () => {
    const meant = (root: string) => {
      const widget = { ...offer().widget, slot: 'side' } as never
      return offer({ id: 'draft', widget, audience: { [`${root}.Report Exported.count30d`]: { $gte: 3 } } })
    }
    // Mari did it once a day for ten days; from the third time on she meets the draft, and so does Ken as her colleague.
    expect(await backtest(past.open, meant('event'))).toMatchObject({ impressions: 8, people: 1 })
    expect(await backtest(past.open, meant('accountEvent'))).toMatchObject({ impressions: 16, people: 2 })
    expect(await backtest(past.open, meant('event'), 5)).toMatchObject({ impressions: 5, people: 1 })
  })

  it('spends the attention of people once', async () => {
    const result = await backtest(past.open, offer({ id: 'draft', widget: modal, cadence: { show: 'always' } }))
    // Three a week for each of two people.
    expect(result.impressions).toBe(12)
    expect(result.lostToBudget).toBeGreaterThan(0)
  })

  it('waits for the event that a draft waits for, and out its delay', async () => {
    const trigger = { on: 'event', event: 'Report Exported' } as const
    // On the first day the card that ran stood there already when the event came.
    expect(await backtest(past.open, offer({ id: 'draft', trigger, cadence: { show: 'always' } }))).toMatchObject({
      impressions: 9,
      people: 1,
    })
    const delayed = offer({ id: 'draft', trigger: { ...trigger, delaySeconds: 60 }, cadence: { show: 'always' } })
    expect(await backtest(past.open, delayed)).toMatchObject({ impressions: 0 })
  })

  it('is listed, newest first, with others of its campaign', async () => {
    const { body } = await past.open.call('GET', '/v1/decisions/backtest?campaign=draft&limit=2')
    expect(body.backtests).toHaveLength(2)
    expect(body.backtests[0]).toMatchObject({ campaign: 'draft', status: 'done', progress: 1 })
    expect(body.backtests[0]).not.toHaveProperty('result')
  })

  it('is refused at the field that is wrong', async () => {
    const refused = async (body: object) => {
      const answer = await past.open.call('POST', '/v1/decisions/backtest', body)
      return [answer.status, answer.body.error.field]
    }
    expect(await refused({ campaign: offer(), days: 91 })).toEqual([400, 'days'])
    expect(await refused({ campaign: { ...offer(), motion: 'push' } })).toEqual([400, 'campaign.motion'])
    expect(await refused({ campaign: 'nobody' })).toEqual([400, 'campaign'])
    const { body } = await past.open.call('POST', '/v1/decisions/backtest', { days: 5 })
    expect(body.error).toMatchObject({
      message: 'campaign: expected a campaign, or the id of one',
      field: 'campaign',
      expected: 'a campaign, or the id of one',
    })
    expect((await past.open.call('GET', '/v1/decisions/backtest/nothing')).status).toBe(404)
    expect((await past.open.call('DELETE', '/v1/decisions/backtest/nothing')).status).toBe(404)
  })
})

describe('jobs', () => {
  it('are cancelled at once, those that wait for their turn as well', async () => {
    await using past = await openPast()
    await past.visit('mari', 'acme')
    const start = async () =>
      (await past.open.call('POST', '/v1/decisions/backtest', { campaign: offer({ id: 'draft' }) })).body.id as string
    const ids = [await start(), await start(), await start()]
    for (const id of ids) {
      const { body } = await past.open.call('DELETE', `/v1/decisions/backtest/${id}`)
      expect(['cancelled', 'done']).toContain(body.status)
    }
    const { body } = await past.open.call('DELETE', `/v1/decisions/backtest/${ids[2]}`)
    expect(body).toMatchObject({ status: 'cancelled' })
    expect(body).not.toHaveProperty('result')
  })

  it('that were lost with their server have failed, and say so', async () => {
    await using past = await openPast()
    await past.open.deps.store.backtests.add({ id: 'lost', campaign: 'draft', createdAt: past.now, request: JSON.stringify({ days: 30 }) })
    const { body } = await past.open.call('GET', '/v1/decisions/backtest/lost')
    expect(body).toMatchObject({ status: 'failed', error: 'server-stopped' })
  })
})
