import { expect, test } from 'vitest'
import { sampleCampaign } from './campaigns.case.ts'
import type { Store } from './store.ts'

const exposure = (account: string, arm: string, at: number) => ({ campaign: 'offer', version: 1, account, person: `p-${account}`, arm, at })
const event = (id: string, account: string) => ({
  id,
  type: 'track' as const,
  name: 'Opened',
  person: 'mari',
  account,
  at: 5,
  receivedAt: 5,
  seq: 0,
  properties: {},
  context: {},
})

/** What every adapter of the port of merges keeps to. */
export function mergeCases(open: () => Promise<Store>): void {
  test('knows which account an id means, also where that was merged in turn', async () => {
    const { merges } = await open()
    await merges.note({ account: 'a', into: 'b', at: 1, ledgerFrom: 7 })
    await merges.note({ account: 'b', into: 'c', at: 2 })
    expect(await merges.all()).toEqual(
      new Map([
        ['a', 'c'],
        ['b', 'c'],
      ]),
    )
    expect(await merges.of('c')).toEqual([
      { account: 'a', into: 'c', at: 1, ledgerFrom: 7 },
      { account: 'b', into: 'c', at: 2 },
    ])
    expect([await merges.of('b'), await merges.find('c')]).toEqual([[], undefined])
    expect(await merges.ledgers()).toEqual([{ receivedAt: 1, from: 7 }])
  })

  test('finds events of both with the one, and reads them as they were told', async () => {
    const { merges, events } = await open()
    await events.append([event('e-1', 'a'), event('e-2', 'b')])
    await merges.moveEvents('a', 'b')
    await merges.moveEvents('b', 'c')
    await events.append([{ ...event('e-3', 'a'), owner: 'c' }])
    const found = (await events.list({ account: 'c' }, { limit: 9 })).map(({ id, account, owner }) => [id, account, owner])
    expect(found).toEqual([
      ['e-3', 'a', 'c'],
      ['e-2', 'b', 'c'],
      ['e-1', 'a', 'c'],
    ])
    expect(await events.list({ account: 'a' }, { limit: 9 })).toEqual([])
    expect((await events.read(0, 9)).map(({ account }) => account)).toEqual(['a', 'b', 'a'])
  })

  test('lets the earlier meeting stand with its arm, and knows that the other was another', async () => {
    const { campaigns, merges, exposures } = await open()
    await campaigns.saveDraft(sampleCampaign('offer', 'Offer'), 1)
    await exposures.shown([{ id: 's-1', cost: 1, ...exposure('a', 'treated', 3) }])
    await exposures.expose([{ id: 's-2', cost: 1, ...exposure('b', 'held-out', 5) }])
    await exposures.heldBack([
      { campaign: 'offer', account: 'a', gate: 'budget', day: 1 },
      { campaign: 'offer', account: 'b', gate: 'budget', day: 1 },
    ])
    await exposures.convert([{ id: 'order', account: 'a', at: 6 }])
    expect(await merges.size('a', 'b')).toEqual({
      met: [{ campaign: 'offer', arm: 'treated', other: 'held-out' }],
      exposures: 0,
      conversions: 1,
      events: 0,
    })
    expect(await merges.twoArms('offer')).toBe(0)
    await merges.moveMeetings('a', 'b')
    expect((await exposures.armsOf(['a', 'b'])).get('b')?.get('offer')).toEqual({ arm: 'treated', version: 1, at: 3 })
    expect((await exposures.armsOf(['a'])).size).toBe(0)
    expect([await merges.twoArms('offer'), await merges.twoArms('other')]).toEqual([1, 0])
    expect(await exposures.heldBackTotal({ from: 0, to: 9 })).toEqual({ times: 2, accounts: 1 })
    expect((await exposures.pastOf('p-a', 'b', 9)).history.accountAttention).toEqual([
      [3, 1],
      [5, 1],
    ])
  })

  test('keeps what another system told of the meeting that stands, and of no other', async () => {
    const { merges, exposures, database } = await open()
    await exposures.assign([
      { ...exposure('a', 'treated', 3), before: 7 },
      { ...exposure('b', 'treated', 5), before: 9 },
      { ...exposure('c', 'treated', 1) },
    ])
    const worth = async () => (await database.db.selectFrom('exposure').select('worth_before').execute()).map((row) => row.worth_before)
    await merges.moveMeetings('a', 'b')
    expect(new Set(await worth())).toEqual(new Set([7, null]))
    await merges.moveMeetings('b', 'c')
    expect(await worth()).toEqual([null])
    expect(await merges.twoArms('offer')).toBe(0)
  })
}
