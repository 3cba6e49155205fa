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
