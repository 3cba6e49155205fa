import { expect, it } from 'vitest'
import { bill } from './billed.case.ts'
import type { Movement, SubscriptionState } from './billing.ts'
import { momentOf } from './moment.case.ts'
import type { Store } from './store.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 1)
const moment = momentOf(START)

const state = (account: string, subscription = `s-${account}`, at = START - DAY): SubscriptionState => ({
  subscription,
  account,
  customer: `cus-${account}`,
  status: 'active',
  items: [],
  currency: 'USD',
  mrr: { num: 5000, den: 1 },
  at,
  event: `evt-${account}-${at}`,
})
const movement = (account: string): Movement => ({
  id: `m-${account}`,
  account,
  subscription: `s-${account}`,
  at: START + DAY,
  kind: 'expansion',
  cause: 'plan',
  amount: 1000,
  currency: 'USD',
  event: `evt-${account}`,
})
const happened = (account: string, name: string, at: number) => ({
  id: `${account}-${name}-${at}`,
  type: 'track' as const,
  name,
  person: `p-${account}`,
  account,
  at,
  receivedAt: at,
  seq: 0,
  properties: { rows: at },
  context: {},
})

/** What every adapter promises about what results and funnels are read from. */
export function resultCases(open: () => Promise<Store>): void {
  it('marks the accounts of every change that results follow from, and nobody else', async () => {
    const store = await open()
    const { exposures, billing, results } = store
    let mark = await results.mark()
    expect(mark).toBe(0)
    /** Who is marked by what somebody does. */
    const marked = async (change: () => Promise<unknown>) => {
      await change()
      const accounts = await results.marked(mark)
      mark = await results.mark()
      expect(accounts.at(-1)?.mark ?? mark).toBe(mark)
      return accounts.map(({ account }) => account).toSorted((one, other) => (one < other ? -1 : 1))
    }
    const event = { id: 'e', type: 'charge.refunded', createdAt: START, receivedAt: START, status: 'recorded' as const, body: '{}' }
    expect(await marked(() => exposures.expose([moment({ account: 'a' }), moment({ account: 'b' })]))).toEqual(['a', 'b'])
    expect(await marked(() => exposures.engaged([moment({ account: 'b' })]))).toEqual(['b'])
    expect(await marked(() => exposures.shown([moment({ account: 'a' })]))).toEqual(['a'])
    expect(await marked(() => exposures.forget([{ campaign: 'c', account: 'a' }]))).toEqual(['a'])
    expect(await marked(() => exposures.convert([{ id: 'x', account: 'c', at: START }]))).toEqual(['c'])
    expect(await marked(() => exposures.heldBack([{ campaign: 'c', account: 'd', gate: 'care', day: 1 }]))).toEqual(['d'])
    expect(await marked(() => exposures.heldBack([{ campaign: 'c', account: 'd', gate: 'care', day: 1 }]))).toEqual([])
    expect(await marked(() => bill(billing, { movements: [movement('e')] }))).toEqual(['e'])
    expect(await marked(() => billing.addState(state('f')))).toEqual(['f'])
    // A state of another account ends the one before.
    expect(await marked(() => billing.addState(state('g', 's-f', START)))).toEqual(['f', 'g'])
    expect(await marked(() => billing.link('cus', 'h'))).toEqual(['h'])
    expect(await marked(() => billing.record({ ...event, customer: 'cus' }))).toEqual(['h'])
    expect(await marked(() => billing.record({ ...event, id: 'f', customer: 'nobody' }))).toEqual([])
    expect(await marked(() => store.people.changeAccount('a', { plan: 'team' }, START))).toEqual([])
    expect(await marked(() => exposures.adopt('b', 'known'))).toEqual(['b', 'known'])
    const arrive = (person: string, firstSeenAt: number) =>
      marked(() => store.people.save({ members: [{ account: 'k', person, firstSeenAt }] }))
    expect(await arrive('first', START)).toEqual([])
    expect(await marked(() => exposures.expose([moment({ account: 'k' })]))).toEqual(['k'])
    expect(await arrive('later', START + 1)).toEqual([])
    expect(await arrive('told late', START)).toEqual(['k'])
    expect(await arrive('later', START - 1)).toEqual(['k'])
    expect(await arrive('later', START - 1)).toEqual([])
  })

  it('reads all that results of some accounts follow from', async () => {
    const { exposures, billing, events, people, results } = await open()
    await exposures.expose([moment({ account: 'a' }), moment({ account: 'b', campaign: 'd' })])
    await bill(billing, { states: [state('a')], movements: [movement('a'), movement('c')] })
    await billing.addState({ ...state('a', 's-a', START + DAY), mrr: { num: 0, den: 1 } })
    await exposures.convert([{ id: 'x', account: 'a', campaign: 'c', at: START, mrr: 7, currency: 'USD' }])
    await events.append([happened('a', 'Bought', START + 1), happened('a', 'Bought', START - 1), happened('b', 'Bought', START + 1)])
    const there = (account: string, person: string, firstSeenAt: number) => ({ account, person, firstSeenAt })
    await people.save({ members: [there('a', 'p-a', START), there('a', 'later', START + 1), there('b', 'p-b', START)] })
    expect(await results.page('', 10)).toEqual(['a', 'b', 'c'])
    expect(await results.page('a', 1)).toEqual(['b'])
    expect(await results.named(['Bought'], 0, 2)).toEqual(new Set(['a']))
    const goals = { campaigns: ['c'], names: ['Bought'], windowMs: DAY }
    const rows = await results.rows(['a', 'b'], { goals, creditMs: 14 * DAY })
    expect(rows.encounters.map(({ account, campaign, worthBefore }) => [account, campaign, worthBefore])).toEqual([
      ['a', 'c', null],
      ['b', 'd', null],
    ])
    expect(rows.worth).toEqual([{ account: 'a', at: START - DAY, until: START + DAY, worth: 5000, currency: 'USD' }])
    expect(rows.movements).toEqual([movement('a')])
    expect(rows.conversions).toEqual([{ account: 'a', campaign: 'c', at: START, mrr: 7, value: null, currency: 'USD' }])
    expect(rows.events.toSorted((one, other) => one.at - other.at)).toEqual(
      [START - 1, START + 1].map((at) => ({ account: 'a', person: 'p-a', name: 'Bought', at })),
    )
    expect(rows.members).toEqual([{ account: 'a', person: 'p-a', firstSeenAt: START }])
    expect(rows.growth.movements).toEqual([movement('a')])
  })

  it('reads the log for funnels in columns, from where a time was reached', async () => {
    const { events, funnel } = await open()
    await events.append([happened('a', 'Import', 10), happened('b', 'Other', 20), happened('a', 'Export', 30)])
    const until = await events.last()
    const asked = { names: ['Export', 'Import'], after: 0, until, from: 0, to: 100 }
    const occurrences = async (rest: Pick<Parameters<typeof funnel.occurrences>[0], 'by' | 'whole'> & Partial<typeof asked>) => {
      const { ids, ...columns } = await funnel.occurrences({ ...asked, ...rest })
      const list = Buffer.from(ids).toString()
      return { ids: list === '' ? [] : (JSON.parse(list) as unknown), ...columns }
    }
    expect(await occurrences({ by: 'account', whole: true })).toEqual({
      ids: ['a', 'a'],
      times: [10, 30],
      names: [2, 1],
      properties: ['{"rows":10}', '{"rows":30}'],
    })
    expect(await occurrences({ by: 'user', from: 11, whole: false })).toMatchObject({ ids: ['p-a'], properties: [] })
    expect(await occurrences({ by: 'user', names: ['Nothing'], whole: false })).toMatchObject({ ids: [], times: [] })
    const found = await Promise.all([0, 20, 21, 31].map((at) => funnel.firstReceived(at)))
    expect(found.map((position) => position - until)).toEqual([-until + Math.max(0, found[0] ?? 0), -1, 0, 1])
  })

  it('forgets what follows from the log, and tells what does not', async () => {
    const store = await open()
    await store.exposures.assign([{ ...moment({ account: 'a' }), before: 9 }])
    await store.people.changeAccount('a', { plan: 'team' }, START)
    const spared = { campaign: 'c', account: 'a', gate: 'care', day: 7 }
    await store.exposures.heldBack([spared, spared, { ...spared, gate: 'budget' }])
    expect(await store.transaction((inner) => inner.rebuild.clear())).toEqual({
      worth: [{ campaign: 'c', account: 'a', worth: 9 }],
      spared: [{ campaign: 'c', account: 'a', gate: 'care', day: 7, times: 2 }],
    })
    expect([await store.exposures.exposuresOf('a'), (await store.people.accounts(['a'])).size]).toEqual([[], 0])
    await store.exposures.heldBack([spared, { ...spared, day: 8 }, { ...spared, day: 8 }])
    await store.rebuild.atLeast([
      { ...spared, times: 2 },
      { ...spared, day: 8, times: 1 },
      { ...spared, day: 9, times: 1 },
    ])
    const kept = await store.exposures.heldBackAfter(undefined, 10)
    expect(kept.map(({ day, times }) => [day, times])).toEqual([
      [7, 2],
      [8, 2],
      [9, 1],
    ])
  })
}
