import { addToCounter, createCounter } from '@espalier/core'
import { expect, it } from 'vitest'
import type { Person } from './people.ts'
import type { Store } from './store.ts'

const noon = Date.UTC(2026, 10, 22, 12)

function person(id: string, rest: Partial<Person> = {}): Person {
  return { id, anonymous: false, traits: {}, firstSeenAt: noon, lastSeenAt: noon, ...rest }
}

/** What every adapter of `PeopleStore` does. */
export function peopleCases(open: () => Promise<Store>): void {
  it('keeps persons and accounts as they were given, and replaces them by id', async () => {
    const { people } = await open()
    const ada = person('u_1', { traits: { name: 'Ada', tags: ['a', 1, null], deep: { x: '\u0000' } }, account: 'acct_1' })
    const acme = {
      id: 'acct_1',
      traits: { seats: 3 },
      plan: 'team',
      care: { score: 40.5, pastDue: true },
      firstSeenAt: 1,
      lastSeenAt: noon,
    }
    await people.save({ persons: [person('u_1'), person('v_1', { anonymous: true })], accounts: [acme] })
    await people.save({ persons: [ada] })
    expect(await people.persons(['u_1', 'v_1', 'nobody'])).toEqual(
      new Map([
        ['u_1', ada],
        ['v_1', person('v_1', { anonymous: true })],
      ]),
    )
    expect(await people.accounts(['acct_1'])).toEqual(new Map([['acct_1', acme]]))
    expect(await people.accounts([])).toEqual(new Map())
  })

  it('keeps when somebody was there, and all else of them as it is', async () => {
    const { people, transaction } = await open()
    const ada = person('u_1', { traits: { name: 'Ada' }, care: { mutedUntil: noon }, signed: { at: 1, names: ['name'] }, account: 'acme' })
    const acme = { id: 'acme', traits: { seats: 3 }, plan: 'team', care: { score: 40 }, firstSeenAt: noon, lastSeenAt: noon }
    await people.save({ persons: [ada, person('u_2')], accounts: [acme] })
    const seen = (id: string, days: number) => ({ id, firstSeenAt: noon - days, lastSeenAt: noon + days })
    await people.save({ seen: { persons: [seen('u_1', 1), seen('nobody', 1)] } })
    await transaction((inner) => inner.people.save({ seen: { persons: [seen('u_2', 2)], accounts: [seen('acme', 3)] } }))
    expect([...(await people.persons(['u_1', 'u_2', 'nobody'])).values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { ...ada, ...seen('u_1', 1) },
      person('u_2', seen('u_2', 2)),
    ])
    expect((await people.accounts(['acme'])).get('acme')).toEqual({ ...acme, ...seen('acme', 3) })
  })

  it('keeps thousands of rows at once', async () => {
    const { people } = await open()
    const all = Array.from({ length: 2500 }, (_, index) => person(`u_${index}`))
    await people.save({ persons: all })
    expect((await people.persons(all.map(({ id }) => id))).size).toBe(2500)
  })

  it('keeps counters, usage and metered use under their keys', async () => {
    const { people } = await open()
    const counter = (name: string, times: number) => ({
      scope: 'person' as const,
      owner: 'u_1',
      name,
      state: addToCounter(createCounter(), noon, times),
    })
    await people.save({ counters: [counter('Report Exported', 2), counter('Seat "added"', 1)] })
    await people.save({ counters: [counter('Report Exported', 3)] })
    expect(await people.counters('person', ['u_1'], ['Report Exported'])).toEqual([counter('Report Exported', 3)])
    expect(await people.counters('person', ['u_1'])).toHaveLength(2)
    expect(await people.counters('account', ['u_1'])).toEqual([])

    const seats = { account: 'a', feature: 'seats', used: 9, limit: null, at: noon }
    const storage = { account: 'a', feature: 'storage', used: 2.5, resetsAt: noon + 1, at: noon }
    await people.save({ usage: [seats, storage], metered: [{ account: 'a', feature: 'exports', period: '2026-11', used: 4 }] })
    expect((await people.usage(['a'])).toSorted((one, other) => one.feature.localeCompare(other.feature))).toEqual([seats, storage])
    expect(await people.metered(['a', 'b'])).toEqual([{ account: 'a', feature: 'exports', period: '2026-11', used: 4 }])
  })

  it('remembers who an anonymous visitor turned out to be, and forgets the visitor', async () => {
    const { people } = await open()
    await people.save({ persons: [person('v_1', { anonymous: true })], members: [{ account: 'a', person: 'v_1', firstSeenAt: noon }] })
    await people.save({ aliases: [['v_1', 'u_1']], usage: [{ account: 'v_1', feature: 'seats', used: 1, at: noon }] })
    await people.removeVisitors(['v_1'])
    expect(await people.aliases(['v_1', 'v_2'])).toEqual(new Map([['v_1', 'u_1']]))
    expect(await people.aliasesOf('u_1')).toEqual(['v_1'])
    expect(await people.persons(['v_1'])).toEqual(new Map())
    expect(await people.membersOf('a', 10)).toEqual([])
    expect(await people.usage(['v_1'])).toEqual([])
  })

  it('changes an account field by field, and creates it when it was not known', async () => {
    const { people } = await open()
    const created = await people.changeAccount(
      'a',
      { traits: { seats: 3, name: 'Acme' }, plan: 'team', care: { mutedUntil: 5, score: 80 } },
      noon,
    )
    expect(created).toMatchObject({ id: 'a', plan: 'team', firstSeenAt: noon })
    await people.changeAccount('a', { traits: { name: null }, plan: null, care: { mutedUntil: null } }, noon + 1)
    expect((await people.accounts(['a'])).get('a')).toEqual({
      id: 'a',
      traits: { seats: 3 },
      care: { score: 80 },
      firstSeenAt: noon,
      lastSeenAt: noon,
    })
  })

  it('lists in order of id by pages, and finds by part of the id or the name', async () => {
    const { people } = await open()
    const names: Record<string, string> = { a_1: '東京商事', b_1: 'Acme 100%', C_1: 'Ümlaut', d_1: 'Acme 1000' }
    const accounts = Object.entries(names).map(([id, name]) => ({ id, traits: { name }, care: {}, firstSeenAt: 1, lastSeenAt: 1 }))
    await people.save({ accounts, persons: [person('u_1', { traits: { name: 'Ada' } })] })
    const found = async (search: string) => (await people.listAccounts({ search, limit: 10 })).map(({ id }) => id)
    expect(await found('')).toEqual(['C_1', 'a_1', 'b_1', 'd_1'])
    expect(await found('商事')).toEqual(['a_1'])
    expect(await found('ÜML')).toEqual(['C_1'])
    expect(await found('100%')).toEqual(['b_1'])
    expect(await found('B_')).toEqual(['b_1'])
    expect((await people.listAccounts({ after: 'a_1', limit: 1 })).map(({ id }) => id)).toEqual(['b_1'])
    expect((await people.listPersons({ search: 'ada', limit: 10 })).map(({ id }) => id)).toEqual(['u_1'])
  })

  it('lists whoever was seen last first, of several at once by their ids, page after page', async () => {
    const { people } = await open()
    const times: Record<string, number> = { d: 9, b: 5, a: 5, C: 5, e: 1 }
    const accounts = Object.entries(times).map(([id, lastSeenAt]) => ({ id, traits: {}, care: {}, firstSeenAt: 1, lastSeenAt }))
    await people.save({ accounts, persons: accounts.map(({ id, lastSeenAt }) => person(id, { lastSeenAt })) })
    for (const list of [people.listAccounts, people.listPersons] as const) {
      const pages: string[][] = []
      for (let last: { id: string; lastSeenAt: number } | undefined; pages.length < 4;) {
        const page = await list({ order: 'lastSeen', limit: 2, ...(last && { after: last.id, afterSeenAt: last.lastSeenAt }) })
        pages.push(page.map(({ id }) => id))
        last = page.at(-1) ?? last
      }
      expect(pages).toEqual([['d', 'C'], ['a', 'b'], ['e'], []])
    }
    expect((await people.listAccounts({ order: 'lastSeen', search: 'b', limit: 9 })).map(({ id }) => id)).toEqual(['b'])
  })

  it('lists members, last seen first, and keeps when they were seen first', async () => {
    const { people } = await open()
    await people.save({
      persons: [person('u_1', { lastSeenAt: 1 }), person('u_2', { lastSeenAt: 2 })],
      members: [
        { account: 'a', person: 'u_1', firstSeenAt: 5 },
        { account: 'a', person: 'u_2', firstSeenAt: 5 },
        { account: 'b', person: 'u_1', firstSeenAt: 9 },
      ],
    })
    await people.save({ members: [{ account: 'b', person: 'u_1', firstSeenAt: 4 }] })
    expect((await people.membersOf('a', 10)).map(({ id }) => id)).toEqual(['u_2', 'u_1'])
    expect((await people.memberships(['u_1'])).map(({ account }) => account)).toEqual(['b', 'a'])
  })

  it('reads the counters of one owner by the names that facts have', async () => {
    const { people } = await open()
    const one = (scope: 'person' | 'account', owner: string, name: string) => ({
      scope,
      owner,
      name,
      state: { d: 1, n: [1], t: 1, f: 1, l: 1 },
    })
    await people.save({
      counters: [
        one('person', 'a', 'report.exported'),
        one('person', 'a', '#big'),
        one('person', 'b', '#big'),
        one('account', 'a', 'other'),
      ],
    })
    const names = async (...facts: string[]) =>
      (await people.countersRead('person', 'a', new Set(facts))).map(({ name }) => name).toSorted()
    expect(await names('report_exported', '#big', 'other')).toEqual(['#big', 'report.exported'])
    expect(await names()).toEqual([])
    await people.save({ counters: [one('person', 'b', '#big~'), one('account', 'c', '#big~')] })
    await people.renameCounters('#big~', '#big')
    const named = [...(await people.counters('person', ['a', 'b'])), ...(await people.counters('account', ['c']))]
    expect(named.map(({ owner, name }) => `${owner} ${name}`).toSorted()).toEqual(['a report.exported', 'b #big', 'c #big'])
    await people.removeCounters('#big')
    expect([await names('#big'), await people.counters('person', ['b'])]).toEqual([[], []])
  })

  it('keeps what spares a person', async () => {
    const { people } = await open()
    const person = { id: 'u', anonymous: false, traits: {}, firstSeenAt: 1, lastSeenAt: 2, care: { mutedUntil: 5 } }
    await people.save({ persons: [person] })
    expect((await people.persons(['u'])).get('u')).toEqual(person)
    const { care: _, ...spared } = person
    await people.save({ persons: [spared] })
    expect((await people.persons(['u'])).get('u')).toEqual(spared)
  })
}
