import { HELD_OUT } from '@espalier/core'
import type { Goal } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { bill } from '../store/billed.case.ts'
import { momentOf } from '../store/moment.case.ts'
import type { Store } from '../store/store.ts'
import { figuresOf, type Figures } from './figures.ts'
import { Results } from './results.ts'
import { payingAt } from './paying.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 1)
const moment = momentOf(START)

const goal = (change: Partial<Goal> = {}): Goal => ({ kind: 'external', windowDays: 14, ...change })

/** What the campaign of all moments here comes to, where that counts as its success. */
async function figures(store: Store, success: Goal): Promise<Figures> {
  return figuresOf(await resultsBy(store, success), 'c')
}

async function resultsBy(store: Store, success: Goal): Promise<Results> {
  const results = new Results(store, { goals: new Map([['c', success]]), motions: new Map([['c', 'upsell']]), windowDays: 14 })
  await results.follow()
  return results
}

/** What reports count of a campaign, whatever the rows are read from: successes, the money that they brought, what accounts were worth before. */
export function figureCases(open: () => Promise<Store>): void {
  it('converts an account by its first success within the window after its exposure, and adds all money of the window', async () => {
    const store = await open()
    const { exposures } = store
    await exposures.expose(['a', 'b', 'c', 'd'].map((account) => moment({ account })))
    const sale = (id: string, account: string, at: number, mrr: number, currency = 'USD') => ({
      id,
      account,
      at,
      mrr,
      value: 7,
      currency,
      campaign: 'c',
    })
    await exposures.convert([
      sale('1', 'a', START + 14 * DAY, 100),
      sale('2', 'a', START + DAY, 50),
      sale('3', 'a', START + DAY, 900, 'JPY'),
      sale('4', 'b', START + 14 * DAY + 1, 100),
      sale('5', 'c', START - 1, 100),
      { ...sale('6', 'd', START + DAY, 100), campaign: 'other' },
    ])
    const { from, arms, money, quarters } = await figures(store, goal())
    expect(from).toBe(START)
    expect(arms).toEqual([{ arm: 'treated', accounts: 4, shown: 0, engaged: 0, accepted: 0, converted: 1 }])
    expect(money).toEqual([
      { account: 'a', arm: 'treated', currency: 'JPY', mrr: 900, value: 7 },
      { account: 'a', arm: 'treated', currency: 'USD', mrr: 150, value: 14 },
    ])
    expect(quarters).toEqual([{ quarter: (START + DAY) / 900_000, heldOut: false, kind: 'converted', accounts: 1 }])
  })

  it('takes an upgrade from the ledger when its cause can be credited, and from conversions that name no campaign', async () => {
    const store = await open()
    const { exposures, billing } = store
    await exposures.expose(['seat', 'price', 'new', 'back', 'own', 'free'].map((account) => moment({ account })))
    const move = (account: string, kind: 'new' | 'expansion' | 'reactivation', cause: string) =>
      bill(billing, {
        movements: [
          {
            id: account,
            account,
            subscription: 's',
            at: START + DAY,
            kind,
            cause,
            amount: 10,
            currency: 'USD',
            event: account,
          },
        ],
      })
    await move('seat', 'expansion', 'seat')
    await move('price', 'expansion', 'price-change')
    await move('new', 'new', 'plan')
    await move('back', 'reactivation', 'plan')
    await exposures.convert([
      { id: '1', account: 'own', at: START + DAY, mrr: 5, currency: 'USD' },
      { id: '2', account: 'free', at: START + DAY, value: 5, currency: 'USD' },
    ])
    const { arms, money } = await figures(store, goal({ kind: 'upgrade' }))
    expect(arms).toMatchObject([{ accounts: 6, converted: 3 }])
    expect(money).toEqual([
      { account: 'new', arm: 'treated', currency: 'USD', mrr: 10, value: 0 },
      { account: 'own', arm: 'treated', currency: 'USD', mrr: 5, value: 0 },
      { account: 'seat', arm: 'treated', currency: 'USD', mrr: 10, value: 0 },
    ])
  })

  it('knows what an account was worth at its first exposure: what was told, else the revenue of its subscriptions as they stood', async () => {
    const store = await open()
    const { exposures, billing } = store
    const state = (account: string, subscription: string, num: number, at: number, den = 1) =>
      bill(billing, {
        states: [
          {
            subscription,
            account,
            customer: account,
            status: 'active',
            items: [],
            currency: 'USD',
            mrr: { num, den },
            at,
            event: `${subscription}:${at}`,
          },
        ],
      })
    await state('acme', 'one', 1000, START - 2 * DAY)
    await state('acme', 'one', 3000, START - DAY)
    await state('acme', 'two', 500, START - DAY, 2)
    await state('acme', 'one', 9000, START + DAY)
    await state('gone', 'three', 700, START - 2 * DAY)
    await state('gone', 'three', 0, START - DAY)
    await state('told', 'four', 700, START - DAY)
    await exposures.expose(['acme', 'gone', 'free'].map((account) => moment({ account })))
    await exposures.assign([{ ...moment({ account: 'told', arm: HELD_OUT }), before: 12.5 }])
    expect((await figures(store, goal())).worth).toEqual([
      { account: 'told', arm: HELD_OUT, worth: 12.5 },
      { account: 'acme', arm: 'treated', worth: 3250, currency: 'USD' },
    ])
  })

  it('lets a purchase that is dated to the second follow the exposure of that second', async () => {
    const store = await open()
    const { exposures, billing } = store
    await exposures.expose(['same', 'before'].map((account) => moment({ account, at: START + 500 })))
    const move = (account: string, at: number) =>
      bill(billing, {
        movements: [
          {
            id: account,
            account,
            subscription: 's',
            at,
            kind: 'new',
            cause: 'plan',
            amount: 10,
            currency: 'USD',
            event: account,
          },
        ],
      })
    await move('same', START)
    await move('before', START - 1000)
    expect((await figures(store, goal({ kind: 'upgrade' }))).arms).toMatchObject([{ accounts: 2, converted: 1 }])
  })

  it('takes a tracked event or an answer as success when that is the goal', async () => {
    const store = await open()
    const { exposures, events } = store
    await exposures.expose(['a', 'b'].map((account) => moment({ account })))
    await exposures.answered([{ ...moment({ account: 'b', at: START + HOUR }), score: 10 }])
    const event = { type: 'track' as const, person: 'mari', at: START + DAY, receivedAt: START, seq: 0, properties: {}, context: {} }
    await events.append([
      { ...event, id: '1', name: 'Invited', account: 'a' },
      { ...event, id: '2', name: 'Exported', account: 'b' },
    ])
    expect((await figures(store, goal({ kind: 'event', event: 'Invited' }))).arms).toMatchObject([{ accounts: 2, converted: 1 }])
    expect((await figures(store, goal({ kind: 'response' }))).arms).toMatchObject([{ engaged: 1, accepted: 1, converted: 1 }])
  })

  it('counts the people who were there when their account met it, and those of them who did what the goal asks in time', async () => {
    const store = await open()
    const { exposures, events, people } = store
    await exposures.expose([moment({ account: 'a' }), moment({ account: 'b', arm: HELD_OUT }), moment({ account: 'nobody' })])
    const there = (account: string, person: string, firstSeenAt: number) => ({ account, person, firstSeenAt })
    await people.save({
      members: [there('a', 'mari', START), there('a', 'ken', START - DAY), there('a', 'later', START + 1), there('b', 'aoi', START)],
      aliases: [['visitor', 'ken']],
    })
    let made = 0
    const did = (account: string, person: string, at: number, name = 'Invited') => ({
      id: `${(made += 1)}`,
      type: 'track' as const,
      name,
      account,
      person,
      at,
      receivedAt: at,
      seq: 0,
      properties: {},
      context: {},
    })
    await events.append([
      did('a', 'visitor', START + 14 * DAY),
      did('a', 'ken', START + DAY),
      did('a', 'later', START + DAY),
      did('a', 'mari', START - 1),
      did('a', 'ken', START - 14 * DAY - 1),
      did('b', 'aoi', START - 15 * DAY),
      did('a', 'mari', START + 14 * DAY + 1),
      did('b', 'aoi', START + DAY, 'Exported'),
    ])
    expect((await figures(store, goal({ kind: 'event', event: 'Invited' }))).people).toEqual([
      { arm: HELD_OUT, people: 1, succeeded: 0, before: 0, accounts: 1 },
      { arm: 'treated', people: 0, succeeded: 0, before: 0, accounts: 1 },
      { arm: 'treated', people: 2, succeeded: 1, before: 1, accounts: 1 },
    ])
    expect((await figures(store, goal({ kind: 'upgrade' }))).people).toEqual([])
  })

  it('counts the accounts that paid at a time', async () => {
    const store = await open()
    const state = (subscription: string, account: string, hours: number, num = 100) => ({
      subscription,
      account,
      customer: account,
      status: 'active' as const,
      items: [],
      currency: 'USD',
      mrr: { num, den: 1 },
      at: START + hours * HOUR,
      event: `${subscription}:${hours}`,
    })
    await bill(store.billing, {
      states: [state('one', 'acme', 1), state('two', 'acme', 2), state('three', 'kita', 2), state('three', 'kita', 4, 0)],
    })
    await store.exposures.expose([moment({ account: 'acme' }), moment({ account: 'kita' })])
    const results = await resultsBy(store, goal())
    expect([-1, 0, 1, 3].map((hours) => payingAt(results, START + HOUR + hours * HOUR))).toEqual([0, 1, 2, 1])
  })
}
