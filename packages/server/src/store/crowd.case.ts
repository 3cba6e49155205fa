import { expect, it } from 'vitest'
import type { Exposure, ExposureMoment } from './exposures.ts'
import { bill } from './billed.case.ts'
import type { LoggedEvent } from './events.ts'
import type { Store } from './store.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 10, 22, 12)

/** What every adapter of `CrowdStore` does. */
export function crowdCases(open: () => Promise<Store>): void {
  it('reads of many people what is read of each of them alone', async () => {
    const { crowd, exposures } = await open()
    let ids = 0
    const met = (campaign: string, person: string, account: string, hours: number, cost = 1): ExposureMoment => {
      const one: Exposure = { campaign, version: 1, account, person, arm: 'treated', at: NOON - hours * HOUR }
      return { ...one, cost, id: `e${(ids += 1)}` }
    }
    await exposures.shown([
      met('a', 'mari', 'acme', 3),
      met('b', 'mari', 'acme', 30, 0.2),
      met('a', 'ken', 'acme', 2),
      met('a', 'ai', 'ai', 200),
      met('b', 'ai', 'ai', 1, 0),
    ])
    await exposures.dismissed([{ ...met('a', 'ken', 'acme', 1), how: 'no' }])
    await exposures.answered([{ ...met('b', 'mari', 'acme', 1), score: 4 }])
    const seats = [
      { person: 'mari', account: 'acme' },
      { person: 'ken', account: 'acme' },
      { person: 'ai', account: 'ai' },
      { person: 'nobody', account: 'nowhere' },
    ]
    for (const paced of [[], ['a']]) {
      const alone = await Promise.all(seats.map(({ person, account }) => exposures.pastOf(person, account, NOON, paced)))
      expect(await crowd.pasts(seats, NOON, paced)).toEqual(alone)
      expect(alone[0]?.history.accountAttention).toHaveLength(2)
    }
  })

  it('knows what is armed for whom, and who belongs together', async () => {
    const { crowd, exposures, people } = await open()
    await exposures.arm([
      { campaign: 'a', account: 'acme', at: NOON },
      { campaign: 'b', account: 'acme', at: NOON + 1 },
      { campaign: 'a', account: 'other', at: NOON },
    ])
    expect(await crowd.armed(['acme', 'nobody'])).toEqual(new Map([['acme', { a: NOON, b: NOON + 1 }]]))
    await people.save({ members: [{ account: 'acme', person: 'mari', firstSeenAt: NOON }], aliases: [['visitor', 'mari']] })
    expect(await crowd.links()).toEqual({
      members: [{ account: 'acme', person: 'mari' }],
      aliases: [{ visitor: 'visitor', person: 'mari' }],
    })
  })

  it('finds the upgrades that a campaign can be credited with, in their time', async () => {
    const { billing, crowd, exposures } = await open()
    const movement = { account: 'acme', subscription: 's', cause: 'plan', amount: 100, currency: 'USD', event: 'evt' } as const
    await bill(billing, {
      movements: [
        { ...movement, id: 'm1', at: NOON, kind: 'expansion' },
        { ...movement, id: 'm2', at: NOON, kind: 'expansion', cause: 'price-change' },
        { ...movement, id: 'm3', at: NOON - 1, kind: 'new', account: 'other' },
        { ...movement, id: 'm4', at: NOON, kind: 'churn' },
        { ...movement, id: 'm5', at: NOON + 5, kind: 'new' },
      ],
    })
    await exposures.convert([
      { id: 'c1', account: 'ai', at: NOON - 2, mrr: 5 },
      { id: 'c2', account: 'ai', at: NOON, mrr: 5, campaign: 'another' },
      { id: 'c3', account: 'ai', at: NOON, value: 5 },
    ])
    expect(await crowd.upgrades('offer', NOON - 2, NOON)).toEqual([
      { account: 'ai', at: NOON - 2 },
      { account: 'other', at: NOON - 1 },
      { account: 'acme', at: NOON },
    ])
  })

  it('knows of whom a page was recorded, and the subscriptions of many accounts', async () => {
    const { billing, crowd, events } = await open()
    const event = { type: 'track' as const, account: 'acme', receivedAt: NOON, seq: 0, properties: {}, context: {} }
    await events.append([
      { ...event, id: 'e1', name: 'espalier:view', person: 'mari', at: NOON },
      { ...event, id: 'e2', name: 'espalier:view', person: 'early', at: NOON - HOUR },
      { ...event, id: 'e3', name: 'Report Exported', person: 'ken', at: NOON },
    ])
    expect(await crowd.viewers(NOON - 1, NOON)).toEqual(new Set(['mari']))
    await events.append([{ ...event, id: 'e4', name: 'Search', person: 'ai', account: 'other', at: NOON }])
    const places = (log: readonly LoggedEvent[]) => log.map(({ id, position }) => [id, position])
    expect(places(await crowd.log(1, 4, (account) => account === 'acme'))).toEqual([
      ['e2', 2],
      ['e3', 3],
    ])
    expect(places(await crowd.logOf(['other', 'acme', 'unheard of'], 3))).toEqual([
      ['e1', 1],
      ['e2', 2],
      ['e3', 3],
    ])
    expect(places(await crowd.logOf(['other'], 4))).toEqual([['e4', 4]])
    expect(await crowd.sizes()).toEqual([
      { account: 'acme', events: 3 },
      { account: 'other', events: 1 },
    ])
    const state = { subscription: 's', customer: 'cus', status: 'active', items: [], currency: 'USD', mrr: { num: 1, den: 1 }, at: NOON }
    const over = { ...state, status: 'canceled', mrr: { num: 0, den: 1 } }
    await bill(billing, {
      states: [
        { ...state, account: 'acme', event: 'evt' },
        { ...over, subscription: 'first', account: 'acme', event: 'evt-2' },
        { ...over, subscription: 'left-1', account: 'left', event: 'evt-3' },
        { ...over, subscription: 'left-2', account: 'left', event: 'evt-4', at: NOON + 5 },
        { ...over, subscription: 'left-3', account: 'left', event: 'evt-5', at: NOON + 9, status: 'incomplete' },
        { ...over, subscription: 'none', account: 'none', event: 'evt-6', status: 'incomplete' },
      ],
    })
    expect((await crowd.stands.rows(['acme', 'left', 'none'], [])).ended).toEqual([{ account: 'left', at: NOON + 5 }])
    expect(await crowd.subscriptions(['acme', 'other'])).toEqual(new Map([['acme', await billing.subscriptionsOf('acme')]]))
  })

  it('looks through the log for what campaigns are about, and says whom its parts name', async () => {
    const { events, crowd } = await open()
    const { stands } = crowd
    const event = (id: string, name: string) => ({
      id: `looked-${id}`,
      type: 'track' as const,
      name,
      person: `p-${id}`,
      account: `a-${id}`,
      at: 1,
      receivedAt: 1,
      seq: 0,
      properties: {},
      context: {},
    })
    const start = await stands.last()
    await events.append([event('1', 'espalier:shown'), event('2', 'Bought'), event('3', 'espalier:view'), event('4', 'Other')])
    expect(await stands.lookFor(start, [], ['espalier:view'])).toEqual({ position: start + 4, found: start + 1 })
    expect(await stands.lookFor(start, ['Bought'], ['espalier:view'])).toEqual({ position: start + 4, found: start + 2 })
    expect(await stands.lookFor(start + 4, ['Bought'], [])).toEqual({ position: start + 4, found: 0 })
    const { ids, ...rest } = await stands.stirred(start + 2, 1)
    expect([[...ids], rest]).toEqual([['a-3', 'p-3'], { position: start + 3, events: 1 }])
    expect([await stands.conversions(), await stands.seenSince(['nothing'], 0)]).toEqual([expect.any(Number), new Map()])
  })

  it('finds track events of one name by their time, and those that are new by the log', async () => {
    const { events, crowd } = await open()
    const { stands } = crowd
    const event = (id: string, more: object) => ({
      ...{ id, type: 'track' as const, name: 'espalier:answered', person: `p-${id}`, account: 'a', at: NOON, receivedAt: NOON, seq: 0 },
      properties: { score: 9 },
      context: {},
      ...more,
    })
    const start = await stands.last()
    await events.append([
      event('n1', { at: NOON + 2 }),
      event('n2', {}),
      event('n0', {}),
      event('n3', { at: NOON + 3 }),
      event('n4', { at: NOON + 1, name: "it's" }),
      event('n5', { at: NOON + 1, type: 'page' as const }),
    ])
    const people = async (name: string) => (await stands.named(name, NOON, NOON + 3)).map(({ person }) => person)
    expect([await people('espalier:answered'), await people("it's"), await people('nothing')]).toEqual([
      ['p-n0', 'p-n2', 'p-n1'],
      ['p-n4'],
      [],
    ])
    const { events: fresh, ...rest } = await stands.namedSince('espalier:answered', start + 1)
    expect(rest).toEqual({ joins: false, position: start + 6 })
    expect(fresh).toEqual(
      [NOON, NOON, NOON + 3].map((at, place) => ({ person: `p-n${[2, 0, 3][place]}`, account: 'a', at, properties: { score: 9 } })),
    )
    await events.append([event('n6', { type: 'identify' as const, name: '', sentAs: { visitor: 'v' } })])
    expect(await stands.namedSince('espalier:answered', start + 6)).toEqual({ events: [], joins: true, position: start + 7 })
    expect(await stands.namedSince('espalier:answered', start + 7)).toEqual({ events: [], joins: false, position: start + 7 })
  })
}
