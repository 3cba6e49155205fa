import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const HEAD = 'id,account,at,status,plan,price,quantity,amount,interval,currency'
const GOOD = [
  HEAD,
  'sub_1,acme,2026-10-01T00:00:00Z,active,team,,3,,,',
  'sub_2,bolt,2026-10-05T00:00:00Z,active,,support,,120000,year,JPY',
  'sub_1,acme,2026-11-01T00:00:00Z,active,team,,5,,,',
].join('\n')

async function openBilled(): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  const plan = {
    id: 'team',
    name: { en: 'Team', ja: 'チーム' },
    prices: [{ id: 'team-month', amount: 9800, currency: 'JPY', interval: 'month' }],
    features: {},
  }
  await open.call('PUT', '/v1/settings', { currency: 'JPY' })
  await open.call('PUT', '/v1/catalog', { features: [], plans: [plan] })
  return open
}

const send = (open: OpenApp, csv: string, preview = false) =>
  open.call('POST', `/v1/subscriptions/import${preview ? '?preview=1' : ''}`, csv, { headers: { 'content-type': 'text/csv' } })
const movementsOf = async (open: OpenApp, account: string) =>
  (await open.deps.store.billing.movementsOf(account)).map((one) => [one.kind, one.cause, one.amount])

describe('a file of subscription states', () => {
  it('becomes the same ledger as the states one by one, and nothing new the second time', async () => {
    await using open = await openBilled()
    const { body } = await send(open, GOOD)
    expect(body).toMatchObject({ imported: true, counts: { applied: 3, stale: 0, duplicate: 0, rejected: 0 } })
    expect(body.lines.map((one: { line: number }) => one.line)).toEqual([2, 3, 4])
    const ledger = [
      ['new', 'plan', 29_400],
      ['expansion', 'seat', 19_600],
    ]
    expect(await movementsOf(open, 'acme')).toEqual(ledger)
    expect(await movementsOf(open, 'bolt')).toEqual([['new', 'plan', 10_000]])
    expect((await send(open, GOOD)).body.counts).toEqual({ applied: 0, stale: 0, duplicate: 3, rejected: 0 })
    expect(await movementsOf(open, 'acme')).toEqual(ledger)
  })

  it('is tried without a trace in a preview', async () => {
    await using open = await openBilled()
    const preview = await send(open, GOOD, true)
    expect(preview.body).toMatchObject({ imported: false, counts: { applied: 3 } })
    expect(await movementsOf(open, 'acme')).toEqual([])
    expect((await open.call('GET', '/v1/accounts/acme')).status).toBe(404)
    const { lines } = (await send(open, GOOD)).body
    expect(lines).toEqual(preview.body.lines)
  })

  it('names every wrong line in a preview, and is refused whole', async () => {
    await using open = await openBilled()
    const csv = [
      GOOD,
      'sub_3,cove,yesterday,active,team,,1,,,',
      'sub_4,cove,2026-11-01T00:00:00Z,active,gold,,1,,,',
      'sub_5,cove,2026-11-01T00:00:00Z,active,,support,1,98.5,,JPY',
      'sub_6,cove,2026-11-01T00:00:00Z,active,team,,-1,,,',
      'sub_7,cove',
      'sub_1,other,2026-11-02T00:00:00Z,active,team,,1,,,',
    ].join('\r\n')
    const { body } = await send(open, csv, true)
    const wrong = body.lines.flatMap((one: { line: number; error?: { field: string } }) => (one.error ? [[one.line, one.error.field]] : []))
    expect(wrong).toEqual([
      [5, 'at'],
      [6, 'plan'],
      [7, 'amount'],
      [8, 'quantity'],
      [9, ''],
      [10, 'account'],
    ])
    expect(body.counts).toEqual({ applied: 3, stale: 0, duplicate: 0, rejected: 6 })
    const refused = await send(open, csv)
    expect([refused.status, refused.body.error.code, refused.body.error.field]).toEqual([400, 'invalid-lines', 'line 5'])
    expect(await movementsOf(open, 'acme')).toEqual([])
  })

  it.each([
    ['-1', 'Too small: expected number to be >=0'],
    ['1.5', 'expected a whole number, received a number'],
    ['three', 'expected a number'],
  ])('says what is wrong with %s pieces', async (quantity, message) => {
    await using open = await openBilled()
    const { body } = await send(open, `${HEAD}\nsub_1,acme,2026-10-01T00:00:00Z,active,team,,${quantity},,,`, true)
    expect(body.lines[0].error).toEqual({ field: 'quantity', message })
  })

  it('bills several lines of one subscription and time together', async () => {
    await using open = await openBilled()
    const row = 'sub_1,acme,2026-10-01T00:00:00Z,active'
    const { body } = await send(open, [HEAD, `${row},team,,1,,,`, `${row},,support,1,200,month,JPY`].join('\n'))
    expect(body.counts.applied).toBe(1)
    expect(await movementsOf(open, 'acme')).toEqual([['new', 'plan', 10_000]])
    const odd = [HEAD, `${row},team,,1,,,`, 'sub_1,acme,2026-10-01T00:00:00Z,paused,,support,1,200,month,JPY'].join('\n')
    expect((await send(open, odd, true)).body.counts.rejected).toBe(1)
  })

  it('says of a line that is there twice that it is, on both lines', async () => {
    await using open = await openBilled()
    const row = 'sub_1,acme,2026-10-01T00:00:00Z,active'
    const support = `${row},,support,1,200,month,JPY`
    const wrong = async (...lines: string[]) => {
      const { body } = await send(open, [HEAD, ...lines].join('\n'), true)
      expect(body.counts).toEqual({ applied: 0, stale: 0, duplicate: 0, rejected: 1 })
      return body.lines.map((one: { line: number; error: { message: string } }) => [one.line, one.error.message])
    }
    const of = (message: string) => [2, 3, 4].map((line) => [line, message])
    expect(await wrong(`${row},team,,1,,,`, support, support)).toEqual(
      of('line 4 is line 3 again; expected it once, with the whole quantity'),
    )
    expect(await wrong(`${row},team,,1,,,`, support, `${row},team,,2,,,`)).toEqual(
      of('"team" appears twice; expected one line with the whole quantity'),
    )
  })

  it.each([
    ['nothing', ''],
    ['a head alone', HEAD],
    ['an unknown column', `${HEAD},colour\n`],
    ['a missing column', 'id,account,at\na,b,2026-10-01T00:00:00Z'],
    ['a column twice', `${HEAD},id\n`],
    ['an open quote', `${HEAD}\n"sub_1,acme`],
  ])('with %s is a 400 that says so', async (_, csv) => {
    await using open = await openBilled()
    const answer = await send(open, csv)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid-csv'])
  })

  it.each([
    ['tabs', GOOD.replaceAll(',', '\t')],
    ['semicolons', GOOD.replaceAll(',', ';')],
    ['other ends of lines, empty lines and a byte-order mark', `\uFEFF\r\n${GOOD.replaceAll('\n', '\r\n\r\n')}\r\n`],
    [
      'names and words in other cases',
      GOOD.replace('id,account', 'ID, Account').replaceAll('active', 'Active').replace('year,JPY', 'Yearly,jpy'),
    ],
    ['empty columns at the end', GOOD.replaceAll('\n', ',,\n').concat(',,')],
    ['thousands', GOOD.replace('120000', '"120,000"')],
    ['full-width digits', GOOD.replace('120000', '１２００００')],
  ])('may have %s', async (_, csv) => {
    await using open = await openBilled()
    expect((await send(open, csv)).body).toMatchObject({ counts: { applied: 3 } })
    expect(await movementsOf(open, 'bolt')).toEqual([['new', 'plan', 10_000]])
  })

  it('may be the Unicode text of a spreadsheet', async () => {
    await using open = await openBilled()
    const bytes = Buffer.from(`\uFEFF${GOOD.replaceAll(',', '\t')}`, 'utf16le')
    const headers = { authorization: 'Bearer sk_test_demo', 'content-type': 'text/csv' }
    const answer = await open.app.request('/v1/subscriptions/import', { method: 'POST', body: bytes, headers })
    expect((await answer.json()).counts.applied).toBe(3)
  })

  it.each([
    ['2026-10-01', '2026-09-30T15:00:00.000Z'],
    ['2026/10/1', '2026-09-30T15:00:00.000Z'],
    ['2026年10月1日', '2026-09-30T15:00:00.000Z'],
    ['2026/10/1 9:30', '2026-10-01T00:30:00.000Z'],
    ['2026-10-01T09:30:15', '2026-10-01T00:30:15.000Z'],
    ['2026-10-01T09:30:15+00:00', '2026-10-01T09:30:15.000Z'],
  ])('takes the date %s by the clock of the workspace', async (at, moment) => {
    await using open = await openBilled()
    await open.call('PUT', '/v1/settings', { currency: 'JPY', zone: 'Asia/Tokyo' })
    await send(open, `${HEAD}\nsub_1,acme,${at},active,team,,1,,,`)
    expect((await open.call('GET', '/v1/accounts/acme')).body.movements).toMatchObject([{ at: moment }])
  })

  it.each(['2026-02-30', '2026/13/1', '10/1/2026', '2026-10-01 25:00', '46296', '2026-10-01-', '2026-10/01'])(
    'takes %s for no date',
    async (at) => {
      await using open = await openBilled()
      const { lines } = (await send(open, `${HEAD}\nsub_1,acme,${at},active,team,,1,,,`, true)).body
      expect(lines).toMatchObject([{ status: 'rejected', error: { field: 'at' } }])
    },
  )

  it('takes dates on the day on which clocks change by the clock that is in force', async () => {
    await using open = await openBilled()
    await open.call('PUT', '/v1/settings', { currency: 'JPY', zone: 'America/New_York' })
    const of = (id: string, at: string) => `${id},${id},${at},active,team,,1,,,`
    await send(
      open,
      [HEAD, of('a', '2026-03-08 01:30'), of('b', '2026-03-08 03:30'), of('c', '2026-11-01 00:30'), of('d', '2026-11-01 03:30')].join('\n'),
    )
    const began = async (id: string) => (await open.call('GET', `/v1/accounts/${id}`)).body.movements[0].at
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(began))).toEqual([
      '2026-03-08T06:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-11-01T04:30:00.000Z',
      '2026-11-01T08:30:00.000Z',
    ])
  })

  it.each([
    ['a comma for the decimal point', '98,5', ';'],
    ['a comma that parts no thousands', '"12,34"', ','],
    ['a sign of money', '¥1200', ','],
  ])('refuses %s', async (_, amount, comma) => {
    await using open = await openBilled()
    const line = ['sub_1', 'acme', '2026-10-01', 'active', '', 'support', '1', amount, 'month', 'JPY'].join(comma)
    const { lines } = (await send(open, `${HEAD.replaceAll(',', comma)}\n${line}`, true)).body
    expect(lines).toMatchObject([{ status: 'rejected', error: { field: 'amount' } }])
  })

  it('may come as JSON, with quotes and a byte-order mark, and not in another encoding', async () => {
    await using open = await openBilled()
    const csv = `\uFEFF${HEAD},reason\nsub_1,acme,2026-10-01T00:00:00Z,active,team,,1,,,,"moved, happily"`
    expect((await open.call('POST', '/v1/subscriptions/import', { csv })).body.counts.applied).toBe(1)
    const bytes = Uint8Array.from([0x69, 0x64, 0x2c, 0x83, 0x65])
    const headers = { authorization: 'Bearer sk_test_demo', 'content-type': 'text/csv' }
    const answer = await open.app.request('/v1/subscriptions/import', { method: 'POST', body: bytes, headers })
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, 'invalid-utf8'])
  })
})
