import { TREATED } from '@espalier/core'
import { homeReport, leadReport, type HomeFigureId, type LeadReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const TALK = offer({ id: 'talk', name: 'Talk to us', lead: true })

/** Somebody of the account sees the campaign and accepts it at noon of a day. */
function accepts(account: string, day: string, campaign = 'talk'): object[] {
  const event = (name: string, minute: string) => ({
    type: 'track',
    event: `espalier:${name}`,
    messageId: `${name}-${campaign}-${account}`,
    userId: `u-${account}`,
    timestamp: `2026-${day}T12:${minute}:00Z`,
    context: { groupId: account },
    properties: { campaign, version: 1, decision: `d-${campaign}-${account}` },
  })
  return [event('shown', '00'), event('accepted', '01')]
}

/** The same, longer ago than a page may tell of. */
async function acceptedOn(open: OpenApp, accounts: Readonly<Record<string, string>>): Promise<void> {
  const moments = Object.entries(accounts).map(([account, day]) => ({
    campaign: 'talk',
    version: 1,
    account,
    person: `u-${account}`,
    arm: TREATED,
    at: Date.parse(`2026-${day}T12:01:00Z`),
  }))
  await open.deps.store.transaction(({ exposures }) => exposures.accepted(moments))
}

/** Seats of ten dollars a month from a day on; 0 ends it. */
async function pays(open: OpenApp, account: string, day: string, dollars: number): Promise<void> {
  const rest = dollars === 0 ? { status: 'canceled' } : { status: 'active', price: 'seat', amount: 1000, quantity: dollars / 10 }
  const at = `2026-${day}T13:00:00Z`
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions: [{ id: `s-${account}`, account, at, ...rest }] })
  expect(body.results[0].status).toBe('applied')
}

async function read(open: OpenApp, query = ''): Promise<LeadReport> {
  const { status, body } = await open.call('GET', `/v1/reports/leads${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return leadReport.parse(body)
}

const say = (open: OpenApp, account: string, body: object, campaign = 'talk') => open.call('PUT', `/v1/leads/${campaign}/${account}`, body)
const states = ({ leads }: LeadReport) =>
  Object.fromEntries(leads.map(({ account, state, by }) => [account, by === null ? state : `${state} by ${by}`]))

async function home(open: OpenApp, month: string): Promise<(id: HomeFigureId) => object | undefined> {
  const { body } = await open.call('GET', `/v1/reports/home?month=${month}`)
  const { figures } = homeReport.parse(body)
  return (id) => figures.find((one) => one.id === id)
}

describe('leads', () => {
  it('are the accounts that accepted a campaign that passes them, and of no other campaign', async () => {
    await using open = await openWorkspace(TALK, offer())
    await send(open, ...accepts('acme', '11-02'), ...accepts('kita', '11-03'), ...accepts('other', '11-03', 'offer'))
    await send(open, { type: 'group', userId: 'u-kita', groupId: 'kita', traits: { name: 'Kita KK' } })
    const report = await read(open)
    expect(report).toMatchObject({ passing: true, total: 2, month: null, asOf: new Date(NOON).toISOString() })
    expect(report.leads).toEqual([
      {
        campaign: 'talk',
        campaignName: 'Talk to us',
        account: 'kita',
        name: 'Kita KK',
        person: 'u-kita',
        passedAt: '2026-11-03T12:01:00.000Z',
        state: 'new',
        since: '2026-11-03T12:01:00.000Z',
        by: null,
        side: 'sales',
        cs: null,
        sales: null,
        owner: null,
        dueOn: null,
        overdue: false,
        nextStep: null,
      },
      expect.objectContaining({ account: 'acme', name: 'acme' }),
    ])
  })

  it('are won by credited growth, by an order that names the campaign, and by word; what was taken back wins nothing', async () => {
    await using open = await openWorkspace(TALK)
    for (const account of ['grew', 'undone', 'before']) await pays(open, account, '10-01', 10)
    await pays(open, 'before', '11-01', 20)
    await send(open, ...['grew', 'undone', 'before', 'ordered', 'said', 'asked'].flatMap((account) => accepts(account, '11-02')))
    await pays(open, 'grew', '11-05', 30)
    await pays(open, 'undone', '11-05', 30)
    await pays(open, 'undone', '11-08', 10)
    const order = { account: 'ordered', campaign: 'talk', at: '2026-11-09T00:00:00Z' }
    await open.call('POST', '/v1/conversions', {
      conversions: [
        { ...order, id: '1', mrr: 5 },
        { ...order, id: '2', account: 'asked' },
      ],
    })
    await say(open, 'said', { state: 'won' })
    expect(states(await read(open))).toEqual({
      grew: 'won by billing',
      undone: 'new',
      before: 'new',
      ordered: 'won by order',
      said: 'won by people',
      asked: 'new',
    })
  })

  it('stand as people say, until they take it back; what is only taken up can still be won', async () => {
    await using open = await openWorkspace(TALK)
    await pays(open, 'acme', '10-01', 10)
    await send(open, ...accepts('acme', '11-02'))
    const { body } = await say(open, 'acme', { state: 'rejected', reason: 'They have no budget this year.' })
    expect(body).toMatchObject({ account: 'acme', state: 'rejected', by: 'people', reason: 'They have no budget this year.' })
    expect(typeof body.author).toBe('string')
    await pays(open, 'acme', '11-05', 30)
    expect(states(await read(open))).toEqual({ acme: 'rejected by people' })
    expect((await say(open, 'acme', { state: 'accepted' })).body).toMatchObject({ state: 'won', by: 'billing' })
    expect((await say(open, 'acme', { state: 'new' })).body).toMatchObject({ state: 'won', by: 'billing' })
  })

  it.each([
    ['a state that does not exist', { state: 'lost' }, 'state'],
    ['no state', {}, 'state'],
    ['a refusal without a reason', { state: 'rejected' }, 'reason'],
    ['a refusal with an empty reason', { state: 'rejected', reason: '  ' }, 'reason'],
    ['a reason for nothing', { state: 'won', reason: 'because' }, 'reason'],
    ['an unknown field', { state: 'won', amount: 5 }, 'amount'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
    ['a moment for a day', { dueOn: '2026-11-30T09:00:00Z' }, 'dueOn'],
    ['an owner without a name', { cs: ' ' }, 'cs'],
    ['a third side', { side: 'marketing' }, 'side'],
    ['a next step that nobody reads to its end', { nextStep: 'x'.repeat(401) }, 'nextStep'],
  ])('refuse %s, by the field', async (_, body, field) => {
    await using open = await openWorkspace(TALK)
    await send(open, ...accepts('acme', '11-02'))
    const answer = await say(open, 'acme', body)
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([400, 'invalid-lead', field])
  })

  it('are nobody who was not passed', async () => {
    await using open = await openWorkspace(TALK, offer())
    await send(open, ...accepts('acme', '11-02', 'offer'))
    for (const campaign of ['talk', 'offer', 'nothing']) {
      expect((await say(open, 'acme', { state: 'won' }, campaign)).body.error.code).toBe('lead-unknown')
    }
    expect(await open.deps.store.leads.words()).toEqual([])
  })

  it('are listed by month, state, campaign, account and group, and as a table', async () => {
    await using open = await openWorkspace(TALK)
    await acceptedOn(open, { sept: '09-10', octo: '10-10', nove: '11-10' })
    await send(open, { type: 'group', userId: 'u-octo', groupId: 'octo', traits: { industry: 'retail', name: '=1+1' } })
    await say(open, 'sept', { state: 'won' })
    const accountsOf = async (query: string) => (await read(open, query)).leads.map(({ account }) => account)
    expect(await accountsOf('?month=2026-10')).toEqual(['octo'])
    expect(await accountsOf('?month=2026-11')).toEqual(['nove', 'sept'])
    expect(await accountsOf('?state=won')).toEqual(['sept'])
    expect(await accountsOf('?campaign=talk&account=octo')).toEqual(['octo'])
    expect(await accountsOf('?campaign=offer')).toEqual([])
    expect(await accountsOf('?by=industry&value=retail')).toEqual(['octo'])
    for (const [query, field] of [
      ['?month=october', 'month'],
      ['?state=lost', 'state'],
      ['?value=retail', 'by'],
      ['?campaign=A', 'campaign'],
      ['?format=pdf', 'format'],
    ] as const) {
      const answer = await open.call('GET', `/v1/reports/leads${query}`)
      expect([answer.status, answer.body.error.field]).toEqual([400, field])
    }
    const table = await open.call('GET', '/v1/reports/leads?month=2026-10&format=csv&lang=ja')
    expect(table.body.split('\r\n').slice(0, 2)).toEqual([
      'アカウント,名前,キャンペーン,キャンペーン名,ユーザー,引き渡した日時,状態,状態の変わった日時,根拠,記入者,理由,' +
        '状態の名前,対応する側,担当者,カスタマーサクセスの担当者,営業の担当者,期限,期限切れ,次の対応',
      "octo,'=1+1,talk,Talk to us,u-octo,2026-10-10T12:01:00.000Z,new,2026-10-10T12:01:00.000Z,,,,未対応,営業,,,,,,",
    ])
  })
})

describe('on Home', () => {
  it('says why there is no number while no campaign passes leads', async () => {
    await using open = await openWorkspace(offer())
    const figure = await home(open, '2026-11')
    for (const id of ['leadsPassed', 'leadsWon', 'leadConversion'] as const) {
      expect(figure(id)).toMatchObject({ value: null, reason: 'no-lead-campaign' })
    }
  })

  it('counts leads passed and won by month, and the share won of those taken up in three months', async () => {
    await using open = await openWorkspace(TALK)
    // Of ten passed in October four are taken up, of which one is won by word in November; two are turned down.
    const october = Array.from({ length: 10 }, (_, index) => `a${index}`)
    await acceptedOn(open, { ...Object.fromEntries(october.map((account) => [account, '10-20'])), july: '07-20', nove: '11-03' })
    for (const account of ['a0', 'a1', 'a2', 'july']) await say(open, account, { state: 'accepted' })
    for (const account of ['a4', 'a5']) await say(open, account, { state: 'rejected', reason: 'Too small for a call.' })
    const before = await home(open, '2026-10')
    expect(before('leadsPassed')).toMatchObject({ unit: 'count', value: 10, part: 3, whole: 10 })
    await say(open, 'a3', { state: 'won' })
    const figure = await home(open, '2026-10')
    expect(figure('leadsPassed')).toMatchObject({ value: 10, part: 4, whole: 10, rows: '/v1/reports/leads?month=2026-10' })
    expect(figure('leadsWon')).toMatchObject({ value: 0 })
    expect(figure('leadConversion')).toMatchObject({ value: 0.25, part: 1, whole: 4 })
    // Who is lost after all was taken up once; what was said by mistake and taken back was not.
    await say(open, 'a0', { state: 'rejected', reason: 'They chose another product.' })
    await say(open, 'a6', { state: 'accepted' })
    await say(open, 'a6', { state: 'new' })
    expect((await home(open, '2026-10'))('leadConversion')).toMatchObject({ value: 0.25, part: 1, whole: 4 })
    expect((await home(open, '2026-10'))('leadsPassed')).toMatchObject({ part: 4, whole: 10 })
    const november = await home(open, '2026-11')
    expect([november('leadsPassed'), november('leadsWon')]).toMatchObject([{ value: 1 }, { value: 1 }])
    expect((await home(open, '2026-09'))('leadConversion')).toMatchObject({ value: 0, part: 0, whole: 1 })
    expect(await open.call('GET', '/v1/reports/leads?month=2026-10')).toMatchObject({ body: { total: 10 } })
  })

  it('are all in a file, of which a screen lists the newest thousand', async () => {
    await using open = await openWorkspace(TALK)
    await acceptedOn(open, Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`a${index}`, '10-20'])))
    const { leads, total } = await read(open)
    expect([leads.length, total]).toEqual([1000, 1001])
    const { body } = await open.call('GET', '/v1/reports/leads', undefined, { headers: { accept: 'text/csv' } })
    expect(body.trim().split('\r\n').length).toBe(1 + 1001)
  })
})
