import { EVENTS } from '@espalier/core'
import { expect, test } from 'vitest'
import { iso, NOON, openWorkspace, send } from '../decisions/workspace.case.ts'

const DAY = 86_400_000
const PATH = '/v1/reports/losses'

const dropped = (daysAgo: number, properties: Record<string, unknown>) => ({
  type: 'track',
  anonymousId: 'mari',
  event: EVENTS.dropped,
  messageId: `m-${daysAgo}`,
  timestamp: iso(NOON - daysAgo * DAY),
  properties,
})

test('the report counts what pages gave up by day and reason, a report that is sent twice once', async () => {
  await using open = await openWorkspace()
  await send(
    open,
    dropped(0, { rejected: 2, full: 4 }),
    dropped(1, { rejected: 1 }),
    dropped(29, { expired: 25 }),
    dropped(30, { full: 9 }),
  )
  await send(open, dropped(0, { rejected: 2, full: 4 }))
  const { status, body } = await open.call('GET', PATH)
  expect([status, body.zone, body.from, body.to, body.asOf]).toEqual([200, 'UTC', '2026-10-24', '2026-11-22', iso(NOON)])
  expect(body.days).toEqual([
    { day: '2026-10-24', reason: 'expired', events: 25 },
    { day: '2026-11-21', reason: 'rejected', events: 1 },
    { day: '2026-11-22', reason: 'full', events: 4 },
    { day: '2026-11-22', reason: 'rejected', events: 2 },
  ])
  expect(body.totals).toEqual([
    { reason: 'expired', events: 25 },
    { reason: 'full', events: 4 },
    { reason: 'rejected', events: 3 },
  ])
  expect(body.events).toBe(32)
})

test('the report passes over what is no count of a known reason', async () => {
  await using open = await openWorkspace()
  await send(open, dropped(0, { full: -1, rejected: 'many', expired: 1.5, consent: 2_000_000, weather: 3, refused: 1 }))
  expect((await open.call('GET', PATH)).body.totals).toEqual([{ reason: 'refused', events: 1 }])
})

test('the report can be about other days, and says so where there are none', async () => {
  await using open = await openWorkspace()
  await send(open, dropped(0, { full: 1 }))
  expect((await open.call('GET', `${PATH}?from=2026-11-01&to=2026-11-21`)).body).toMatchObject({ days: [], totals: [], events: 0 })
  expect((await open.call('GET', `${PATH}?to=2026-11-22`)).body.events).toBe(1)
})

test('days are those of the workspace', async () => {
  await using open = await openWorkspace()
  await open.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo' })
  await send(
    open,
    { ...dropped(0, { full: 1 }), timestamp: iso(NOON - 20 * 3_600_000) },
    { ...dropped(1, { full: 2 }), timestamp: iso(NOON - 21 * 3_600_000 - 1) },
  )
  const { body } = await open.call('GET', `${PATH}?days=2`)
  expect([body.zone, body.from, body.to]).toEqual(['Asia/Tokyo', '2026-11-21', '2026-11-22'])
  expect(body.days).toEqual([
    { day: '2026-11-21', reason: 'full', events: 2 },
    { day: '2026-11-22', reason: 'full', events: 1 },
  ])
})

test.each([
  ['from=yesterday', 'from'],
  ['from=2026-02-30', 'from'],
  ['from=2026-11-02&to=2026-11-01', 'to'],
  ['from=2024-11-02&to=2026-11-01', 'from'],
])('a period that is none is refused by the name of its field: %s', async (query, field) => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('GET', `${PATH}?${query}`)
  expect([status, body.error.field]).toEqual([400, field])
})
