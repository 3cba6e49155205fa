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
