import { expect, it } from 'vitest'
import { CATALOG, iso, NOON } from '../decisions/workspace.case.ts'
import { openApp } from '../open-app.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Ten events, sent by somebody whose own clock goes right: at noon and later, minute by minute. */
const batchOf = (name: string, at: number) => ({
  sentAt: iso(at),
  batch: Array.from({ length: 10 }, (_, index) => ({
    type: 'track',
    event: 'Report Exported',
    messageId: `${name}-${index}`,
    userId: 'mari',
    timestamp: iso(at - index * 1000),
    context: { groupId: 'acme' },
  })),
})

it.each([
  ['goes back by an hour', -HOUR],
  ['goes back by a day', -DAY],
  ['leaps forward by a day', DAY],
  ['leaps forward by a year', 365 * DAY],
])('a clock of the server that %s loses no event, doubles none and dates each beside its arrival', async (_, jump) => {
  let wrong = 0
  let right = NOON
  await using open = await openApp({ clock: () => right + wrong })
  await open.call('PUT', '/v1/catalog', { ...CATALOG, features: CATALOG.features.map((one) => ({ ...one, reset: undefined })) })
  const seen: string[] = []
  for (const [round, leap] of [0, jump, 0, jump, 0].entries()) {
    wrong = leap
    right += 60_000
    for (const time of ['first', 'again']) {
      const { status, body } = await open.call('POST', '/v1/batch', batchOf(`round-${round}`, right))
      const results = body.results as { status: string }[]
      seen.push(`${time}: ${status} ${[...new Set(results.map((one) => one.status))].join()}`)
    }
    // What every page and every report needs to go on.
    const asked = [
      await open.call('POST', '/v1/boot', { userId: 'mari', anonymousId: 'v', groupId: 'acme' }, { key: 'pk_test_demo' }),
      await open.call('GET', '/v1/accounts/acme'),
      await open.call('GET', '/v1/reports/losses'),
      await open.call('GET', '/v1/reports/home'),
      await open.call('GET', '/health'),
    ]
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  }
  expect(new Set(seen)).toEqual(new Set(['first: 200 accepted', 'again: 200 duplicate']))
  const { body } = await open.call('GET', '/v1/accounts/acme')
  expect(body.usage.find(({ feature }: { feature: string }) => feature === 'exports').used).toBe(50)
  const kept = await open.deps.store.events.list({ account: 'acme' }, { limit: 100, only: ['Report Exported'] })
  expect(kept).toHaveLength(50)
  // As far before its arrival as it was before its sending, whatever either clock said.
  for (const { at, receivedAt, id } of kept) expect(at).toBe(receivedAt - Number(id.split('-')[2]) * 1000)
})
