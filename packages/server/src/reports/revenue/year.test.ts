import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)

/** A subscription in yen a month from a day on; 0 ends it. */
function paid(account: string, day: string, yen: number, currency = 'JPY'): object {
  const rest = yen === 0 ? { status: 'canceled' } : { status: 'active', price: `p${yen}`, amount: yen, currency }
  return { id: `sub-${account}`, account, at: `${day}T12:00:00Z`, ...rest }
}

async function openWith(subscriptions: readonly object[], settings: object = {}): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/settings', { currency: 'JPY', zone: 'Asia/Tokyo', ...settings })
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
  expect(body.results.filter((one: { status: string }) => one.status === 'rejected')).toEqual([])
  return open
}

const reportOf = async (open: OpenApp, query = '') => (await open.call('GET', `/v1/reports/revenue${query}`)).body
const homeOf = async (open: OpenApp, query = '') => {
  const { body } = await open.call('GET', `/v1/reports/home${query}`)
  return (id: string) => body.figures.find((one: { id: string }) => one.id === id)
}

/** Of 4,000 that were paid on 1 November 2025, 1,000 grow by half, 1,000 shrink by half, 1,000 leave, and 1,000 leave and come back larger. */
const YEAR = [
  ...['grows', 'shrinks', 'leaves', 'returns'].map((account) => paid(account, '2025-10-15', 1000)),
  paid('comes', '2026-02-01', 5000),
  paid('grows', '2026-03-01', 1500),
  paid('shrinks', '2026-04-01', 500),
  paid('leaves', '2026-05-01', 0),
  paid('returns', '2026-06-01', 0),
  paid('returns', '2026-07-01', 1000),
  paid('returns', '2026-08-01', 3000),
]

describe('retention over a year', () => {
  it('is of the accounts that paid when the twelve months began; none of them grows back what it left with', async () => {
    await using open = await openWith(YEAR)
    expect((await reportOf(open)).year).toEqual({ nrr: 0.5, grr: 0.375 })
    // Of one month it is another matter: nothing moved in October.
    const figure = await homeOf(open)
    expect(figure('nrr')).toMatchObject({ value: 1, year: 0.5, benchmark: { source: 'private-b2b-2024' } })
    expect(figure('grr')).toMatchObject({ value: 1, year: 0.375 })
    expect(figure('customerChurn').year).toBeUndefined()
    const { body } = await open.call('GET', '/v1/reports/home?format=csv&lang=ja')
    expect(body.split('\r\n')[0]).toContain(',12か月の値,')
  })

  it('is of one group where a group is asked for, and ends with the month that is asked for', async () => {
    await using open = await openWith([...YEAR, paid('old', '2025-08-15', 1000), paid('old', '2026-10-15', 2000)])
    await open.call('PUT', '/v1/accounts/old', { traits: { industry: 'retail' } })
    expect((await homeOf(open, '?by=industry&value=retail'))('nrr').year).toBe(2)
    expect((await homeOf(open, '?month=2026-09&by=industry&value=retail'))('nrr').year).toBe(1)
  })

  it('is not told with less than a year behind it, and beside a month that goes on it is of the last complete one', async () => {
    await using open = await openWith([paid('late', '2025-11-01', 1000)])
    expect((await reportOf(open)).year).toBeNull()
    expect((await homeOf(open))('nrr').year).toBeUndefined()
    await using old = await openWith(YEAR)
    expect((await homeOf(old, '?month=2026-11'))('nrr').year).toBe(0.5)
  })

  it('begins with the month of the zone', async () => {
    // 1 November 2025 begins in Tokyo at 15:00 of the day before.
    const begun = (at: string) => ({ ...paid('edge', '2025-10-31', 1000), at })
    await using before = await openWith([begun('2025-10-31T14:59:59Z')])
    expect((await reportOf(before)).year).toEqual({ nrr: 1, grr: 1 })
    await using after = await openWith([begun('2025-10-31T15:00:00Z')])
    expect((await reportOf(after)).year).toBeNull()
  })

  it('is worth what the rates of the beginning say, whatever became of them', async () => {
    await using open = await openWith([
      paid('yen', '2025-10-15', 1000),
      paid('dollar', '2025-10-15', 1000, 'USD'),
      paid('yen', '2026-03-01', 0),
    ])
    const days = Array.from({ length: 14 }, (_, month) => new Date(Date.UTC(2025, 9 + month, 1)).toISOString().slice(0, 10))
    await open.call('PUT', '/v1/rates', { rates: days.map((day, index) => ({ currency: 'USD', day, rate: String(100 + index * 50) })) })
    const { year, exchange } = await reportOf(open)
    expect(exchange.missing).toEqual([])
    expect(year).toEqual({ nrr: 0.5, grr: 0.5 })
  })
})

it('counts nothing of who left and came back within a month, whatever they grew to', async () => {
  const moves = [
    paid('back', '2026-09-15', 1000),
    paid('back', '2026-10-05', 0),
    paid('back', '2026-10-10', 1000),
    paid('back', '2026-10-20', 1500),
  ]
  await using open = await openWith(moves)
  const october = async () => (await reportOf(open)).months.find(({ month }: { month: string }) => month === '2026-10')
  expect(await october()).toMatchObject({ nrr: 0, grr: 0, mrr: { churn: 1000, reactivation: 1000, expansion: 500, closing: 1500 } })
  const days = ['2026-08-31', '2026-09-30', '2026-10-31'].map((day) => ({ currency: 'USD', day, rate: '150' }))
  await open.call('PUT', '/v1/rates', { rates: days })
  expect(await october()).toMatchObject({ nrr: 0, grr: 0 })
})
