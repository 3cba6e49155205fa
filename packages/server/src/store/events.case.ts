import { sql } from 'kysely'
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
    expect(await events.list({ account: 'a' }, { limit: 10 })).toEqual([odd, event('e1')])
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
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, { limit: 10 }))).toEqual(['e3', 'e2', 'e1'])
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, { limit: 1, before: { at: noon, id: 'e3' } }))).toEqual(['e2'])
    expect(ids(await events.list({ persons: ['u_1', 'v_1'] }, { limit: 9, before: { at: noon, id: 'e2' } }))).toEqual(['e1'])
    expect(ids(await events.list({ account: 'a' }, { limit: 10 }))).toEqual(['e4', 'e2', 'e1'])
  })

  it('lists only the names that are asked for, or all but some', async () => {
    const { events } = await open()
    await events.append([event('e1', { name: 'a' }), event('e2', { name: 'b', at: noon + 1 }), event('e3', { name: 'c', at: noon + 2 })])
    const ids = async (listing: object) => (await events.list({ account: 'a' }, { limit: 9, ...listing })).map(({ id }) => id)
    expect(await ids({ only: ['a', 'c'] })).toEqual(['e3', 'e1'])
    expect(await ids({ without: ['c'], before: { at: noon + 2, id: 'e3' } })).toEqual(['e2', 'e1'])
  })

  it('reads the log in the order in which it was kept, whatever the time of the events', async () => {
    const { events } = await open()
    expect(await events.last()).toBe(0)
    const sentAs = { user: true, account: true, visitor: 'v_1' } as const
    await events.append([event('e9', { sentAs }), event('e1', { at: noon - 5 })])
    await events.append([event('e5', { at: noon - 9, sentAs: { user: true } })])
    const log = await events.read(0, 10)
    expect(log).toEqual([
      { ...event('e9', { sentAs }), position: 1 },
      { ...event('e1', { at: noon - 5 }), position: 2 },
      { ...event('e5', { at: noon - 9, sentAs: { user: true } }), position: 3 },
    ])
    expect((await events.read(1, 1)).map(({ id }) => id)).toEqual(['e1'])
    expect(await events.last()).toBe(3)
  })

  it('finds everything that says something about a person: their accounts, and the visitors that they were', async () => {
    const { events } = await open()
    await events.append([
      event('e1', { person: 'v_1', account: 'v_1' }),
      event('e2', { sentAs: { visitor: 'v_1' }, receivedAt: noon + 1 }),
      event('e3', { person: 'u_2', sentAs: { visitor: 'v_1' } }),
      event('e4', { person: 'u_3', account: 'b' }),
      event('e5', { person: '', account: 'a' }),
    ])
    expect(await events.identitiesOf(['u_1'])).toEqual(new Set(['u_1', 'v_1', 'u_2']))
    expect(await events.identitiesOf(['u_3'])).toEqual(new Set(['u_3']))
    expect(await events.personsIn(['a'])).toEqual(new Set(['u_1', 'u_2']))
    const about = async (until: number) => (await events.readAbout({ persons: ['v_1'], accounts: ['b'] }, until)).map(({ id }) => id)
    expect(await about(noon + 1)).toEqual(['e1', 'e2', 'e3', 'e4'])
    expect(await about(noon)).toEqual(['e1', 'e3', 'e4'])
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

  it('lets the disk take its time with one transaction, and with no other', async () => {
    const store = await open()
    const level = async ({ database: { db, engine } }: Store) => {
      const { rows } = await sql.raw<object>(engine === 'sqlite' ? 'pragma synchronous' : 'show synchronous_commit').execute(db)
      return Object.values(rows[0] ?? {})[0] as unknown
    }
    const { engine } = store.database
    const [later, now] = engine === 'sqlite' ? [1, 2] : ['off', 'on']
    for (let round = 0; round < 2; round++) {
      const inside = store.transaction(
        async (inner) => {
          await inner.events.append([event(`later-${round}`)])
          return level(inner)
        },
        { flush: 'later' },
      )
      expect(await inside).toBe(later)
      expect(await store.transaction(level)).toBe(now)
    }
    expect((await store.events.known(['later-0', 'later-1'])).size).toBe(2)
  })
}
