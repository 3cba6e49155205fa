import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter counts of what was held back. */
export function heldBackCases(open: () => Promise<Store>): void {
  test('counts times and accounts within some days, both included', async () => {
    const { exposures } = await open()
    const spared = (campaign: string, account: string, gate: string, day: number) => ({ campaign, account, gate, day })
    await exposures.heldBack([
      spared('a', 'acme', 'care', 9),
      spared('a', 'acme', 'care', 10),
      spared('a', 'acme', 'care', 10),
      spared('a', 'beta', 'care', 10),
      spared('a', 'beta', 'budget', 11),
      spared('b', 'acme', 'care', 11),
      spared('b', 'acme', 'care', 12),
    ])
    expect(await exposures.heldBackIn({ from: 10, to: 11 })).toEqual({
      days: [
        { day: 10, campaign: 'a', gate: 'care', times: 3, accounts: 2 },
        { day: 11, campaign: 'a', gate: 'budget', times: 1, accounts: 1 },
        { day: 11, campaign: 'b', gate: 'care', times: 1, accounts: 1 },
      ],
      byCampaign: [
        { campaign: 'a', times: 4, accounts: 2 },
        { campaign: 'b', times: 1, accounts: 1 },
      ],
      byGate: [
        { gate: 'budget', times: 1, accounts: 1 },
        { gate: 'care', times: 4, accounts: 2 },
      ],
      accounts: 2,
    })
    expect(await exposures.heldBackIn({ from: 0, to: 9, campaign: 'b' })).toEqual({ days: [], byCampaign: [], byGate: [], accounts: 0 })
    expect(await exposures.heldBackTotal({ from: 10, to: 11 })).toEqual({ times: 5, accounts: 2 })
    expect(await exposures.heldBackTotal({ from: 0, to: 12, accounts: ['beta'] })).toEqual({ times: 2, accounts: 1 })
    expect(await exposures.heldBackTotal({ from: 0, to: 9, campaign: 'b' })).toEqual({ times: 0, accounts: 0 })
    expect(await exposures.heldBackTotal({ from: 0, to: 12, gate: 'budget' })).toEqual({ times: 1, accounts: 1 })
    const spareds = [
      {
        account: 'acme',
        times: 3,
        lastDay: 11,
        by: [
          { campaign: 'a', gate: 'care', times: 2 },
          { campaign: 'b', gate: 'care', times: 1 },
        ],
      },
      {
        account: 'beta',
        times: 2,
        lastDay: 11,
        by: [
          { campaign: 'a', gate: 'budget', times: 1 },
          { campaign: 'a', gate: 'care', times: 1 },
        ],
      },
    ]
    expect(await exposures.sparedAccounts({ from: 10, to: 11 }, { offset: 0, limit: 10 })).toEqual(spareds)
    expect(await exposures.sparedAccounts({ from: 10, to: 11 }, { offset: 1, limit: 1 })).toEqual(spareds.slice(1))
    expect(await exposures.sparedAccounts({ from: 10, to: 11, gate: 'budget' }, { offset: 0, limit: 10 })).toEqual([
      { account: 'beta', times: 1, lastDay: 11, by: [{ campaign: 'a', gate: 'budget', times: 1 }] },
    ])
    expect(await exposures.sparedAccounts({ from: 0, to: 1 }, { offset: 0, limit: 10 })).toEqual([])
  })
}
