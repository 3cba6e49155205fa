import { HELD_OUT } from '@espalier/core'
import { expect, it } from 'vitest'
import { momentOf } from './moment.case.ts'
import type { Store } from './store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 1)

const moment = momentOf(START)

/** What every adapter of `ExposureStore` promises. */
export function exposureCases(open: () => Promise<Store>): void {
  it('keeps the first moment of a campaign and account, whatever the order of arrival', async () => {
    const { exposures } = await open()
    await exposures.expose([moment({ at: START + 5 }), moment({ at: START, person: 'ken', version: 2 })])
    await exposures.expose([moment({ at: START + 9 })])
    expect(await exposures.exposuresOf('acme')).toEqual([
      { campaign: 'c', version: 2, account: 'acme', person: 'ken', arm: 'treated', at: START, heldOut: false, shown: 0 },
    ])
  })

  it('counts impressions and keeps the earliest of each moment', async () => {
    const { exposures } = await open()
    const at = (hours: number) => moment({ at: START + hours * HOUR })
    await exposures.shown([at(2), at(1)])
    await exposures.engaged([at(4), at(3)])
    await exposures.accepted([at(5)])
    await exposures.dismissed([{ ...at(6), how: 'closed' }])
    expect(await exposures.exposuresOf('acme')).toEqual([
      expect.objectContaining({
        at: START + HOUR,
        shown: 2,
        shownAt: START + HOUR,
        engagedAt: START + 3 * HOUR,
        acceptedAt: START + 5 * HOUR,
        dismissedAt: START + 6 * HOUR,
      }),
    ])
  })

  it('tells decisions what a person saw and answered, and what the account refused', async () => {
    const { exposures } = await open()
    const now = START + 2 * DAY
    await exposures.shown([moment({ cost: 1, at: now - HOUR }), moment({ campaign: 'old', cost: 1, at: now - 8 * DAY })])
    await exposures.shown([moment({ person: 'ken', cost: 1, at: now - 2 * HOUR })])
    await exposures.dismissed([{ ...moment({ person: 'ken', at: now - 2 * HOUR }), how: 'not-now' }])
    await exposures.accepted([moment({ at: now - 30 })])
    expect((await exposures.pastOf('mari', 'acme', now)).history).toEqual({
      campaigns: {
        c: { shown: 1, lastShownAt: now - HOUR, response: 'accepted', respondedAt: now - 30 },
        old: { shown: 1, lastShownAt: now - 8 * DAY },
      },
      userAttention: [[now - HOUR, 1]],
      accountAttention: [
        [now - 2 * HOUR, 1],
        [now - HOUR, 1],
      ],
      accountResponses: { c: { response: 'not-now', at: now - 2 * HOUR } },
    })
  })

  it('counts ghost impressions against attention but never as seen', async () => {
    const { exposures, crowd } = await open()
    await exposures.expose([moment({ arm: HELD_OUT, cost: 1 })])
    const { history } = await exposures.pastOf('mari', 'acme', START + HOUR)
    expect([history.campaigns['c']?.shown, history.userAttention]).toEqual([1, [[START, 1]]])
    expect(await crowd.stands.seenSince(['c'], START)).toEqual(new Map())
    expect(await exposures.exposuresOf('acme')).toMatchObject([{ arm: HELD_OUT, heldOut: true, shown: 0 }])
  })

  it('replaces an older answer by a newer one, joins a late comment to its score, and lets closing change nothing', async () => {
    const { exposures } = await open()
    const answer = (at: number, score?: number, comment?: string) =>
      exposures.answered([{ ...moment({ at }), ...(score === undefined ? {} : { score }), ...(comment === undefined ? {} : { comment }) }])
    await answer(START + 10, 9)
    await answer(START + 20, undefined, 'fa\0st')
    await answer(START + 5, 2)
    await exposures.dismissed([{ ...moment({ at: START + 30 }), how: 'closed' }])
    expect(await exposures.campaignsOf('mari')).toEqual([
      { campaign: 'c', shown: 0, response: 'answered', respondedAt: START + 20, score: 9, comment: 'fast' },
    ])
    expect((await exposures.pastOf('mari', 'acme', START + HOUR)).scores).toEqual([{ campaign: 'c', score: 9, at: START + 20 }])
  })

  it('hands what a visitor did to the person who the visitor turned out to be', async () => {
    const { exposures, results } = await open()
    await exposures.shown([moment({ account: 'visitor', person: 'visitor', at: START + 5, cost: 1 })])
    await exposures.shown([moment({ account: 'mari', person: 'mari', at: START + 9, cost: 1 })])
    await exposures.convert([{ id: 'x', account: 'visitor', at: START + 8, campaign: 'c' }])
    await exposures.adopt('visitor', 'mari')
    expect(await exposures.exposuresOf('visitor')).toEqual([])
    expect(await exposures.exposuresOf('mari')).toEqual([
      expect.objectContaining({ at: START + 5, shown: 2, shownAt: START + 5, person: 'mari' }),
    ])
    const { history } = await exposures.pastOf('mari', 'mari', START + HOUR)
    expect([history.campaigns['c']?.shown, history.userAttention]).toEqual([
      2,
      [
        [START + 5, 1],
        [START + 9, 1],
      ],
    ])
    const question = { goals: { campaigns: [], names: [], windowMs: 0 }, creditMs: DAY }
    expect((await results.rows(['mari', 'visitor'], question)).conversions).toMatchObject([{ account: 'mari', campaign: 'c' }])
  })

  it('keeps the first imported arm and answers which one holds', async () => {
    const { exposures } = await open()
    const first = [moment({ arm: 'mens' }), moment({ account: 'b', arm: HELD_OUT }), moment({ account: 'b', arm: 'mens' })]
    expect(await exposures.assign(first)).toEqual([
      { arm: 'mens', created: true },
      { arm: HELD_OUT, created: true },
      { arm: HELD_OUT, created: false },
    ])
    expect(await exposures.assign([moment({ arm: 'womens', at: START - 1 })])).toEqual([{ arm: 'mens', created: false }])
    expect(await exposures.armsOf(['acme', 'b', 'nobody'])).toEqual(
      new Map([
        ['acme', new Map([['c', { arm: 'mens', version: 1, at: START }]])],
        ['b', new Map([['c', { arm: HELD_OUT, version: 1, at: START }]])],
      ]),
    )
  })

  it('records each conversion once', async () => {
    const { exposures } = await open()
    const one = { id: 'x', account: 'acme', at: START }
    expect(await exposures.convert([one, one, { ...one, id: 'y' }])).toEqual([true, false, true])
    expect(await exposures.convert([one])).toEqual([false])
  })

  it('counts spared accounts by gate, and apart from those that were exposed after all', async () => {
    const { exposures } = await open()
    const spare = (account: string, gate: string, day = 1) => ({ campaign: 'c', account, gate, day })
    await exposures.heldBack([spare('a', 'care'), spare('a', 'care'), spare('a', 'care', 2), spare('b', 'care'), spare('b', 'budget')])
    await exposures.heldBack([spare('a', 'care')])
    await exposures.expose([moment({ account: 'b' })])
    expect(await exposures.heldBackCounts('c')).toEqual({
      accounts: 1,
      gates: [
        { gate: 'care', accounts: 2 },
        { gate: 'budget', accounts: 1 },
      ],
    })
  })

  it('counts once a day whom a gate spared, where that is asked for', async () => {
    const { exposures } = await open()
    const spare = (account: string, day: number) => ({ campaign: 'c', account, gate: 'care', day })
    await exposures.heldBackOnce([spare('a', 1), spare('b', 1)])
    await exposures.heldBackOnce([spare('a', 1), spare('a', 2)])
    expect(await exposures.heldBackTotal({ from: 1, to: 1 })).toEqual({ times: 2, accounts: 2 })
    expect(await exposures.heldBackTotal({ from: 2, to: 2 })).toEqual({ times: 1, accounts: 1 })
  })

  it('arms campaigns for an account until it meets them', async () => {
    const { exposures } = await open()
    await exposures.arm([
      { campaign: 'c', account: 'acme', at: START },
      { campaign: 'c', account: 'acme', at: START - 5 },
      { campaign: 'd', account: 'acme', at: START },
    ])
    await exposures.arm([{ campaign: 'c', account: 'acme', at: START - 9 }])
    expect(await exposures.armedFor('acme')).toEqual({ c: START, d: START })
    await exposures.expose([moment({ at: START - 1 })])
    expect(await exposures.armedFor('acme')).toEqual({ c: START, d: START })
    await exposures.expose([moment({ at: START, id: 'later' })])
    expect([await exposures.armedFor('acme'), await exposures.armedFor('b')]).toEqual([{ d: START }, {}])
    await exposures.arm([{ campaign: 'd', account: 'visitor', at: START + 1 }])
    await exposures.adopt('visitor', 'acme')
    expect([await exposures.armedFor('acme'), await exposures.armedFor('visitor')]).toEqual([{ d: START + 1 }, {}])
  })

  it('counts what everybody of an account saw of campaigns that pace themselves by it, ghosts included', async () => {
    const { exposures } = await open()
    await exposures.shown([moment({ id: '1', person: 'mari' }), moment({ id: '2', person: 'ken', at: START + 5 })])
    await exposures.expose([moment({ id: '3', arm: HELD_OUT, campaign: 'd', at: START + 7 })])
    expect((await exposures.pastOf('mari', 'acme', START, ['c', 'd'])).history.accountCampaigns).toEqual({
      c: { shown: 2, lastShownAt: START + 5 },
      d: { shown: 1, lastShownAt: START + 7 },
    })
    expect((await exposures.pastOf('mari', 'acme', START)).history).not.toHaveProperty('accountCampaigns')
  })
}
