import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the port of losses keeps to. */
export function lossCases(open: () => Promise<Store>): void {
  test('adds up what was lost, by day and reason', async () => {
    const { losses } = await open()
    await losses.count([])
    await losses.count([
      { day: 9, reason: 'full', events: 1 },
      { day: 10, reason: 'rejected', events: 2 },
      { day: 10, reason: 'expired', events: 25 },
      { day: 10, reason: 'rejected', events: 1 },
    ])
    await losses.count([{ day: 10, reason: 'rejected', events: 3 }])
    await losses.count([{ day: 12, reason: 'rejected', events: 3 }])
    expect(await losses.countsIn(10, 11)).toEqual([
      { day: 10, reason: 'expired', events: 25 },
      { day: 10, reason: 'rejected', events: 6 },
    ])
  })
}
