import { EVENTS } from '@espalier/core'
import { describe, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import { iso, NOON, offer, openWorkspace, question, send } from '../workspace.case.ts'

const explain = (open: OpenApp, query: string) => open.call('GET', `/v1/decisions/explain?${query}`)

const view = (path: string, places: string[], more: object = {}) => ({
  type: 'track',
  userId: 'mari',
  event: EVENTS.view,
  timestamp: iso(NOON - 60_000),
  context: { visit: 'tab', page: { path } },
  properties: { asOf: NOON, openFor: 5000, places, visible: places, device: 'desktop', zone: 'Asia/Tokyo', consent: true },
  ...more,
})

describe('an explanation', () => {
  test('says of every campaign what becomes of it, why, and what would have to change, in both languages', async () => {
    const many = { 'event.Report Exported.count30d': { $gte: 3 } }
    await using open = await openWorkspace(offer(), offer({ id: 'second', audience: many, priority: 200 }))
    await send(open, { type: 'track', userId: 'mari', event: 'Report Exported' })
    const { status, body } = await explain(open, 'user=mari&place=top')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      at: iso(NOON),
      user: 'mari',
      account: 'mari',
      known: true,
      page: { places: ['top', 'interruption'], assumed: false },
    })
    expect(body.facts.event['Report Exported'].count30d).toBe(1)
    const [first, second] = body.decisions
    expect(first).toMatchObject({
      campaign: 'offer',
      name: 'Offer',
      motion: 'upsell',
      kind: 'card',
      state: 'running',
      verdict: 'shown',
      reasons: [],
      rule: [],
    })
    expect(second).toMatchObject({
      campaign: 'second',
      verdict: 'blocked',
      reasons: [
        {
          gate: 'audience',
          code: 'not-matched',
          actual: 1,
          needed: 3,
          words: { en: expect.stringContaining('3'), ja: expect.stringContaining('3') },
        },
      ],
      rule: [{ pass: false, words: { en: expect.any(String), ja: expect.any(String) } }],
    })
    expect(second.change).toHaveLength(1)
    expect(second.summary.ja).toMatch(/[ぁ-ん]/)
  })

  test('names who has the place, and can be about one campaign alone', async () => {
    await using open = await openWorkspace(offer({ priority: 200 }), offer({ id: 'second', name: 'Second' }))
    const { body } = await explain(open, 'user=mari&campaign=second')
    expect(body.decisions).toMatchObject([
      { campaign: 'second', verdict: 'queued', winner: 'offer', summary: { en: expect.stringContaining('“Offer”') } },
    ])
  })

  test('holds for a stranger, too, and says that nobody by that id was seen', async () => {
    await using open = await openWorkspace(offer())
    expect((await explain(open, 'user=nobody')).body).toMatchObject({
      known: false,
      user: 'nobody',
      page: { assumed: true, places: ['top', 'interruption'] },
      decisions: [{ verdict: 'shown' }],
    })
  })

  test('finds who a visitor turned out to be', async () => {
    await using open = await openWorkspace(offer())
    await send(open, { type: 'page', anonymousId: 'v1' }, { type: 'identify', anonymousId: 'v1', userId: 'mari' })
    expect((await explain(open, 'anonymous=v1')).body).toMatchObject({ known: true, user: 'mari' })
  })

  test('takes the last page that was recorded, or the one that is asked about', async () => {
    const onReports = { audience: { 'page.path': '/reports' } }
    await using open = await openWorkspace(offer(onReports), question({ id: 'modal', audience: { 'page.path': '/billing' } }))
    await send(open, view('/reports', ['top']), view('/billing', [], { timestamp: iso(NOON - 1000) }))
    const last = (await explain(open, 'user=mari')).body
    expect(last.page).toEqual({ path: '/billing', places: ['interruption'], assumed: false })
    expect(last.input.page).toMatchObject({ openedAt: NOON - 6000, zone: 'Asia/Tokyo' })
    const asked = (await explain(open, `user=mari&url=${encodeURIComponent('https://app.example.com/reports?tab=1')}`)).body
    expect(asked.page).toEqual({ path: '/reports', places: ['top', 'interruption'], assumed: false })
    expect(asked.decisions[1]).toMatchObject({ campaign: 'offer', verdict: 'shown', rule: [{ pass: true }] })
  })

  test('leaves a rule about the page open where no page is known', async () => {
    await using open = await openWorkspace(offer({ audience: { 'page.path': '/reports' } }), offer({ id: 'anywhere' }))
    const { body } = await explain(open, 'user=mari')
    expect(body.decisions).toMatchObject([
      { campaign: 'anywhere', verdict: 'shown' },
      { campaign: 'offer', verdict: 'unknown', rule: [{ pass: null }] },
    ])
  })

  test('knows that a survey never comes in the visit of an offer', async () => {
    await using open = await openWorkspace(offer(), question())
    const exposure = { event: EVENTS.exposure, properties: { campaign: 'offer', version: 1 } }
    await send(open, view('/reports', ['top']), view('/reports', ['top'], exposure))
    const { decisions } = (await explain(open, 'user=mari&campaign=nps')).body
    expect(decisions[0].reasons.map(({ code }: { code: string }) => code)).toContain('visit-of-offer')
  })

  test('knows what stood on the page, now and for the past: it keeps its place until it is put away', async () => {
    let now = NOON
    await using open = await openApp({ clock: () => now })
    await open.call('PUT', '/v1/settings', { holdout: 0 })
    const later = offer({ id: 'later', priority: 200, audience: { 'event.Report Exported.count': { $gte: 1 } } })
    for (const one of [offer(), later]) {
      await open.call('PUT', `/v1/campaigns/${one.id}`, one)
      await open.call('POST', `/v1/campaigns/${one.id}/publish`)
    }
    await open.call('POST', '/v1/boot', { anonymousId: 'v1', userId: 'mari' }, { key: 'pk_test_demo' })
    await open.deps.bootLog.settled()
    const about = { campaign: 'offer', version: 1 }
    const steps = [
      { event: EVENTS.view, properties: { ...view('', ['top']).properties, asOf: NOON } },
      { event: EVENTS.exposure, properties: about },
      { event: 'Report Exported', properties: {} },
      { event: EVENTS.dismissed, properties: { ...about, how: 'closed' } },
    ]
    const said: [at: string, body: unknown][] = []
    const verdicts: unknown[] = []
    for (const [seq, step] of steps.entries()) {
      now += 60_000
      const context = { visit: 'tab', page: { path: '/reports' } }
      await send(open, { type: 'track', anonymousId: 'v1', userId: 'mari', seq, timestamp: iso(now), context, ...step })
      const { body } = await explain(open, 'user=mari')
      said.push([iso(now), body])
      verdicts.push([
        body.input.page.showing,
        ...body.decisions.map((one: { verdict: string; winner?: string }) => one.winner ?? one.verdict),
      ])
    }
    expect(verdicts).toEqual([
      [{}, 'blocked', 'shown'],
      [{ top: 'offer' }, 'blocked', 'shown'],
      [{ top: 'offer' }, 'offer', 'shown'],
      [{ top: 'later' }, 'shown', 'later'],
    ])
    now += 60_000
    for (const [at, body] of said) expect((await explain(open, `user=mari&at=${at}`)).body).toEqual(body)
  })

  test('tells nothing of a campaign before it was published', async () => {
    await using open = await openWorkspace(offer())
    expect((await explain(open, `user=mari&at=${iso(NOON - 1)}`)).body).toMatchObject({ known: false, decisions: [] })
    expect((await explain(open, `user=mari&at=${iso(NOON)}`)).body).toMatchObject({ decisions: [{ campaign: 'offer' }] })
  })
})

test.each([
  ['', 'user'],
  ['user=mari&at=yesterday', 'at'],
  [`user=mari&at=${iso(NOON + 1000)}`, 'at'],
  ['user=mari&campaign=none', 'campaign'],
  ['user=mari&campaign=Not%20An%20Id', 'campaign'],
  [`user=mari&place=${'x'.repeat(201)}`, 'place'],
  [`user=${'x'.repeat(300)}`, 'user'],
  ['user=mari&url=', 'url'],
  ['user=mari&url=javascript:1', 'url'],
  ['user=mari&url=reports', 'url'],
  ['user=mari&url=http:', 'url'],
])('a question that cannot be answered is refused by the name of its field: %s', async (query, field) => {
  await using open = await openWorkspace(offer())
  const { status, body } = await explain(open, query)
  expect([status, body.error.field]).toEqual([400, field])
})
