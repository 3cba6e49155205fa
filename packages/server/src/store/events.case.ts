import { expect, it } from 'vitest'
import type { StoredEvent } from './events.ts'
import type { Store } from './store.ts'

const noon = Date.UTC(2026, 10, 22, 12)

function event(id: string, rest: Partial<StoredEvent> = {}): StoredEvent {
  const base = { type: 'track' as const, name: 'Report Exported', person: 'u_1', account: 'a', at: noon, receivedAt: noon, seq: 0 }
  return { id, ...base, properties: { rows: 3 }, context: {}, ...rest }
}

/** What every adapter of `EventStore` does. */
export function eventCases(open: () => Promise<Store>): void {
  it('keeps events as they came, and knows their ids', async () => {
    const { events } = await open()
    const odd = event('e2', { properties: { text: '\u0000 ﾃﾞｰﾀ \ud83d', list: [1, null, { deep: true }] }, seq: 7 })
    await events.append([event('e1'), odd])
    await events.append([])
    expect(await events.known(['e1', 'e2', 'e3'])).toEqual(new Set(['e1', 'e2']))
    expect(await events.known([])).toEqual(new Set())
    expect(await events.list({ account: 'a' }, 10)).toEqual([odd, event('e1')])
  })

  it('lists the newest first, page by page, of an account or of all names of a person', async () => {
    const { events } = await open()
    await events.append([
      event('e1', { at: noon - 2 }),
      event('e2', { person: 'v_1' }),
      event('e3', { account: 'b' }),
      event('e4', { person: 'other', at: noon + 1 }),
    ])
    const ids = (list: readonly StoredEvent[]) => list.map(({ id }) => id)
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, 10))).toEqual(['e3', 'e2', 'e1'])
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, 1, { at: noon, id: 'e3' }))).toEqual(['e2'])
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, 9, { at: noon, id: 'e2' }))).toEqual(['e1'])
    expect(ids(await events.list({ account: 'a' }, 10))).toEqual(['e4', 'e2', 'e1'])
  })

  it('keeps nothing of a transaction that fails', async () => {
    const store = await open()
    const work = store.transaction(async (inner) => {
      await inner.events.append([event('e1')])
      await inner.transaction((nested) => nested.events.append([event('e2')]))
      throw new Error('power cut')
    })
    await expect(work).rejects.toThrow('power cut')
    expect(await store.events.known(['e1', 'e2'])).toEqual(new Set())
  })

  it('runs one transaction after another, so that what was read in one stays true until it is written', async () => {
    const store = await open()
    const raise = () =>
      store.transaction(async ({ people }) => {
        const [known] = await people.metered(['a'])
        await people.save({ metered: [{ account: 'a', feature: 'exports', period: 'ever', used: (known?.used ?? 0) + 1 }] })
      })
    await Promise.all(Array.from({ length: 20 }, raise))
    expect(await store.people.metered(['a'])).toMatchObject([{ used: 20 }])
  })
}
