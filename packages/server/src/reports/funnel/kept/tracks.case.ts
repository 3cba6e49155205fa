import { funnelQuestion } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import type { StoredEvent } from '../../../store/events.ts'
import type { Store } from '../../../store/store.ts'
import { funnelReport } from '../funnel.ts'
import { followTracks } from './follow.ts'
import { readTold } from './told.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000

/** What funnels and their columns find on every adapter. */
export function trackCases(open: () => Promise<Store>): void {
  const happened = (index: number, name: string, person: string): StoredEvent => ({
    id: `e${index}`,
    type: index % 7 === 6 ? 'page' : 'track',
    name,
    person,
    account: index % 2 === 0 ? 'Ünï "account"' : person,
    // Each fifth comes late.
    at: NOW - (100 - index) * MINUTE - (index % 5 === 4 ? 50 * MINUTE : 0),
    receivedAt: NOW,
    seq: 0,
    properties: {},
    context: {},
    ...(index === 49 && { sentAs: { user: true as const, visitor: 'v' } }),
  })

  it('reads all track events of a part of the log, and visitors of whom it says who they are', async () => {
    const { events, funnel } = await open()
    await events.append(['A', 'B', 'A', 'C', 'A', 'B', 'A'].map((name, index) => happened(index, name, 'p')))
    const last = await events.last()
    const { persons, accounts, names, times } = await funnel.tracks({ after: last - 4, until: last })
    const listIn = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as unknown
    expect([listIn(persons), listIn(accounts)]).toEqual([
      ['p', 'p', 'p'],
      ['p', 'Ünï "account"', 'p'],
    ])
    expect(listIn(names)).toEqual(['C', 'A', 'B'])
    expect(times[0]).toBe(NOW - 97 * MINUTE)
    expect(await funnel.tracks({ after: last, until: last + 9 })).toMatchObject({ times: [] })
    expect(await funnel.visitors({ after: 0, until: last })).toEqual([])
    await events.append([happened(49, 'A', 'p')])
    expect(await funnel.visitors({ after: 0, until: last })).toEqual([])
    expect(await funnel.visitors({ after: last, until: last + 1 })).toEqual(['v'])
  })

  it('says the same of the log in columns as of the log itself', async () => {
    const store = await open()
    const persons = ['mari', 'ken', 'v', '京都']
    const batch = Array.from({ length: 60 }, (_, index) =>
      happened(index, ['A', 'B', 'C'][index % 3] ?? 'A', persons[(index * 3) % 4] ?? 'v'),
    )
    await store.events.append(batch.slice(0, 40))
    await followTracks(store, 8)
    await store.people.save({ aliases: [['v', 'ken']] })
    await store.events.append(batch.slice(40))
    const bare: Store = { ...store, snapshots: { ...store.snapshots, head: async () => undefined } }
    const report = (of: Store, by: 'account' | 'user') =>
      funnelReport(
        of,
        funnelQuestion.parse({ steps: ['A', 'B', 'A'].map((event) => ({ event })), by, from: new Date(0).toISOString() }),
        NOW,
      )
    const wanted = { account: await report(bare, 'account'), user: await report(bare, 'user') }
    expect(wanted.user.steps.map(({ reached }) => reached)).toEqual([3, 3, 3])
    expect((await readTold(store))?.segments).toHaveLength(5)
    for (const by of ['account', 'user'] as const) expect(await report(store, by)).toEqual(wanted[by])
    await followTracks(store, 8)
    expect((await readTold(store))?.segments).toHaveLength(7)
    for (const by of ['account', 'user'] as const) expect(await report(store, by)).toEqual(wanted[by])
  })
}
