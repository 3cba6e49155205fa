import { expect, test } from 'vitest'
import { sampleCampaign } from './campaigns.case.ts'
import type { HeldBackRow } from './exposures.ts'
import type { Store } from './store.ts'

/** What every adapter keeps of what was held back. */
export function heldBackCases(open: () => Promise<Store>): void {
  const spared = (campaign: string, account: string, gate: string, day: number) => ({ campaign, account, gate, day })
  const fill = async ({ exposures }: Store) =>
    exposures.heldBack([
      spared('a', 'acme', 'care', 9),
      spared('a', 'acme', 'care', 10),
      spared('a', 'acme', 'care', 10),
      spared('a', 'beta', 'care', 10),
      spared('a', 'beta', 'budget', 11),
      spared('b', 'acme', 'care', 11),
      spared('b', 'acme', 'care', 12),
    ])
  const ROWS: readonly HeldBackRow[] = [
    { ...spared('a', 'acme', 'care', 9), times: 1 },
    { ...spared('a', 'acme', 'care', 10), times: 2 },
    { ...spared('a', 'beta', 'budget', 11), times: 1 },
    { ...spared('a', 'beta', 'care', 10), times: 1 },
    { ...spared('b', 'acme', 'care', 11), times: 1 },
    { ...spared('b', 'acme', 'care', 12), times: 1 },
  ]

  test('counts times and accounts within some days, both included', async () => {
    const store = await open()
    await fill(store)
    const { exposures } = store
    expect(await exposures.heldBackTotal({ from: 10, to: 11 })).toEqual({ times: 5, accounts: 2 })
    expect(await exposures.heldBackTotal({ from: 0, to: 12, accounts: ['beta'] })).toEqual({ times: 2, accounts: 1 })
    expect(await exposures.heldBackTotal({ from: 0, to: 8 })).toEqual({ times: 0, accounts: 0 })
  })

  test.each([1, 2, 5, 6, 7])('reads what was held back part by part, each row once: %i at a time', async (limit) => {
    const store = await open()
    await fill(store)
    const rows: HeldBackRow[] = []
    for (let part: HeldBackRow[]; (part = await store.exposures.heldBackAfter(rows.at(-1), limit)).length > 0;) rows.push(...part)
    expect(rows).toEqual(ROWS)
  })

  test('counts a visitor who was spared and turns out to be somebody as that account', async () => {
    const store = await open()
    const { campaigns, exposures } = store
    await campaigns.saveDraft(sampleCampaign('a', 'A'), 1)
    await exposures.heldBack([spared('a', 'visitor', 'care', 9), spared('a', 'visitor', 'care', 10), spared('a', 'mari', 'care', 10)])
    expect(await exposures.heldBackTotal({ from: 9, to: 10 })).toEqual({ times: 3, accounts: 2 })
    await exposures.adopt('visitor', 'mari')
    expect(await exposures.heldBackTotal({ from: 9, to: 10 })).toEqual({ times: 3, accounts: 1 })
    expect(await exposures.heldBackOf(['mari'], ['a'])).toHaveLength(2)
  })

  test('reads what was held back of some accounts', async () => {
    const store = await open()
    await fill(store)
    const { exposures } = store
    const keyOf = (row: HeldBackRow) => JSON.stringify([row.campaign, row.gate, row.day])
    const ofAcme = (await exposures.heldBackOf(['acme', 'nobody'], ['a', 'b'])).toSorted((one, other) =>
      keyOf(one) < keyOf(other) ? -1 : 1,
    )
    expect(ofAcme).toEqual([
      { ...spared('a', 'acme', 'care', 10), times: 2 },
      { ...spared('a', 'acme', 'care', 9), times: 1 },
      { ...spared('b', 'acme', 'care', 11), times: 1 },
      { ...spared('b', 'acme', 'care', 12), times: 1 },
    ])
    expect(await exposures.heldBackOf([], ['a'])).toEqual([])
    expect(await exposures.heldBackOf(['acme'], [])).toEqual([])
  })
}
