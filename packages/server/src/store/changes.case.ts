import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the port of changes keeps to. */
export function changesCases(open: () => Promise<Store>): void {
  test('keeps changes in the order in which they were made', async () => {
    const store = await open()
    expect(await store.changes.list()).toEqual([])
    const first = { at: 20, author: 'Aoi', kind: 'settings', subject: '', body: { zone: 'Asia/Tokyo' } } as const
    const second = { at: 10, author: '', kind: 'state', subject: 'near-limit', body: { state: 'paused', version: 2 } } as const
    await store.transaction(async ({ changes }) => {
      await changes.append(first)
      await changes.append(second)
    })
    expect(await store.changes.list()).toEqual([first, second])
  })

  test('reads them page by page, the newest first, each with how it was before', async () => {
    const { changes } = await open()
    const made = [
      { at: 0, author: '', kind: 'settings', subject: '', body: { zone: 'UTC' } },
      { at: 5, author: 'Aoi', kind: 'settings', subject: '', body: { zone: 'Asia/Tokyo' } },
      { at: 6, author: 'Ken', kind: 'rates', subject: 'JPY', body: { rates: [] } },
      { at: 6, author: 'Aoi', kind: 'rates', subject: 'JPY', body: { rates: [1] } },
      { at: 4, author: 'Aoi', kind: 'state', subject: 'a', body: { state: 'running' } },
      { at: 7, author: 'Ken', kind: 'state', subject: 'b', body: { state: 'running' } },
      { at: 8, author: 'Ken', kind: 'state', subject: 'a', body: { state: 'paused' } },
      { at: 9, author: 'Ken', kind: 'settings', subject: '', body: { zone: 'UTC' } },
    ] as const
    for (const one of made) await changes.append(one)
    const all = await changes.page({}, { limit: 99 })
    expect(all.map(({ place, bodyBefore }) => [place, bodyBefore])).toEqual([
      [8, { zone: 'Asia/Tokyo' }],
      [7, { state: 'running' }],
      [6, undefined],
      [5, undefined],
      [4, undefined],
      [3, undefined],
      [2, { zone: 'UTC' }],
    ])
    expect(all.map(({ place: _, bodyBefore: __, ...change }) => change)).toEqual(made.slice(1).toReversed())
    const first = await changes.page({}, { limit: 3 })
    const rest = await changes.page({}, { limit: 99, before: first.at(-1)?.place })
    expect([...first, ...rest]).toEqual(all)
    const filters = [{}, { kind: 'state' }, { campaign: 'a' }, { author: 'Aoi' }, { kind: 'settings', campaign: 'a' }] as const
    const places = await Promise.all(filters.map(async (one) => (await changes.page(one, { limit: 9 })).map(({ place }) => place)))
    expect(places).toEqual([[8, 7, 6, 5, 4, 3, 2], [7, 6, 5], [7, 5], [5, 4, 2], []])
    expect(await Promise.all(filters.map((one) => changes.count(one)))).toEqual(places.map((one) => one.length))
    expect((await changes.authors()).toSorted()).toEqual(['Aoi', 'Ken'])
  })

  test('knows of what something was written down', async () => {
    const { changes } = await open()
    await changes.append({ at: 1, author: '', kind: 'state', subject: 'a', body: {} })
    expect([await changes.has('state', 'a'), await changes.has('state', 'b'), await changes.has('settings', '')]).toEqual([
      true,
      false,
      false,
    ])
  })
}
