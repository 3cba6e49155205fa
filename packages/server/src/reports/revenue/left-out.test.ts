import { expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)

/** Towns `t<number>`, each with an account that pays as many dollars a month since September. */
async function settle(open: OpenApp, towns: readonly number[]): Promise<void> {
  const base = { at: '2026-09-15T12:00:00Z', status: 'active' }
  const subscriptions = towns.map((dollars) => ({ ...base, id: `s${dollars}`, account: `a${dollars}`, amount: dollars * 100, price: 'p' }))
  await open.call('POST', '/v1/subscriptions', { subscriptions })
  for (const town of towns) await open.call('PUT', `/v1/accounts/a${town}`, { traits: { town: `t${town}` } })
}

const read = (open: OpenApp, query: string) => open.call('GET', `/v1/reports/revenue${query}`)

it('says how many groups are left out beside the 50 largest, in a spreadsheet as well', async () => {
  await using open = await openApp({ clock: () => NOW })
  await settle(
    open,
    Array.from({ length: 50 }, (_, index) => index + 1),
  )
  const { body: all } = await read(open, '?by=town')
  expect([all.segments.length, all.moreSegments]).toEqual([50, 0])
  await settle(open, [51, 52])
  const { body: cut } = await read(open, '?by=town')
  expect([cut.segments.length, cut.moreSegments, cut.segments[0].value]).toEqual([50, 2, 't52'])
  expect((await read(open, '?by=town&value=t1')).body.months.at(-1).mrr.closing).toBe(1)
  expect((await read(open, '?by=town&format=csv')).body).toContain('\r\nmore,2,2026-10,')
})

it('answers 120 months and refuses one more', async () => {
  await using open = await openApp({ clock: () => NOW })
  await settle(open, [1])
  expect((await read(open, '?from=2016-12')).body.months).toHaveLength(120)
  const { status, body } = await read(open, '?from=2016-11')
  expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-query', 'from'])
  expect((await read(open, '?from=2016-11&to=2026-10')).body.months).toHaveLength(120)
})
