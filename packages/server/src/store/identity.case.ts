import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the port of identity keeps to. */
export function identityCases(open: () => Promise<Store>): void {
  test('keeps keys in the order in which they came, and when they were retired', async () => {
    const { identity } = await open()
    const first = { id: 'ik_1', algorithm: 'HS256', label: 'One', material: 'secret', createdAt: 1 } as const
    const second = { id: 'ik_0', algorithm: 'ES256', label: 'Two', material: 'PEM', createdAt: 2 } as const
    await identity.addKey(second)
    await identity.addKey(first)
    expect(await identity.retireKey('ik_1', 5)).toBe(true)
    expect(await identity.retireKey('ik_1', 6)).toBe(false)
    expect(await identity.retireKey('other', 6)).toBe(false)
    expect(await identity.keys()).toEqual([{ ...first, retiredAt: 5 }, second])
  })

  test('adds up how often something was proven, by day', async () => {
    const { identity } = await open()
    await identity.count([])
    await identity.count([
      { day: 9, kind: 'signed', reason: '', times: 1 },
      { day: 10, kind: 'signed', reason: '', times: 2 },
      { day: 10, kind: 'invalid', reason: 'expired', times: 1 },
    ])
    await identity.count([{ day: 10, kind: 'signed', reason: '', times: 3 }])
    expect(await identity.countsIn(10, 11)).toEqual([
      { day: 10, kind: 'invalid', reason: 'expired', times: 1 },
      { day: 10, kind: 'signed', reason: '', times: 5 },
    ])
  })

  test('keeps what was signed of people and accounts, and which usage only a page reported', async () => {
    const { people } = await open()
    const seen = { firstSeenAt: 1, lastSeenAt: 1 }
    const person = { id: 'mari', anonymous: false, traits: { role: 'admin' }, signed: { at: 3, names: ['role'] }, ...seen }
    const account = { id: 'acme', traits: { plan: 'team' }, plan: 'team', care: {}, signed: { at: 3, names: ['plan'] }, ...seen }
    const usage = { account: 'acme', feature: 'seats', used: 3, at: 1, byPage: true } as const
    await people.save({ persons: [person], accounts: [account], usage: [usage] })
    expect((await people.persons(['mari'])).get('mari')).toEqual(person)
    expect((await people.accounts(['acme'])).get('acme')).toEqual(account)
    expect(await people.usage(['acme'])).toEqual([usage])
  })
}
