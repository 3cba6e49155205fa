import { campaign } from '@espalier/core/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dealShares, loadShares } from '../past/shares.ts'
import { iso, NOON, offer, send } from '../workspace.case.ts'
import { openPast, type Past } from './past.case.ts'
import { replayDraft, type Reading } from './replay-draft.ts'
import { addTallies, type Tally } from './tally.ts'

const DAY = 86_400_000

/** Every share alone, a few at a time, all of them in slices of the log. */
const ALONE: Reading = { small: 1, large: 50_000 }
const TOGETHER: Reading = { small: 60, large: 50_000 }
const SLICED: Reading = { small: Infinity, large: 0 }
const MIXED: Reading = { small: 1, large: 20 }

describe('a log that is replayed share by share', () => {
  let past: Past & AsyncDisposable

  beforeAll(async () => {
    past = await openPast()
    const { open } = past
    const running = offer({ id: 'running', cadence: { show: 'every', days: 3 } })
    await open.call('PUT', '/v1/campaigns/running', running)
    await open.call('POST', '/v1/campaigns/running/publish')
    const people = ['mari', 'ken', 'ai', 'jun', 'rin', 'sora', 'aki']
    for (let day = 0; day < 12; day++) {
      for (const [index, person] of people.entries()) {
        if ((day + index) % 3 === 0) continue
        past.now = NOON - (12 - day) * DAY + index * 1_200_000
        // Somebody works for two accounts.
        const account = person === 'ken' && day % 2 === 0 ? 'beta' : (['acme', 'acme', 'beta', 'cedar', 'delta', 'oak', 'elm'][index] ?? '')
        await past.visit(person, account, ['Report Exported'])
      }
      // Of this one no page was recorded.
      past.now = NOON - (12 - day) * DAY + 30_000_000
      const told = { type: 'track', event: 'Report Exported', userId: 'told', timestamp: iso(past.now), context: { groupId: 'fir' } }
      await send(open, { ...told, properties: {} })
    }
    past.now = NOON
  })
  afterAll(() => past[Symbol.asyncDispose]())

  const replay = async (reading: Reading, shards: number): Promise<Tally> => {
    const { store } = past.open.deps
    const task = { campaign: campaign.parse(offer({ id: 'running', priority: 300, cadence: { show: 'every', days: 2 } })), days: 30 }
    const period = { from: NOON - 10 * DAY, to: NOON }
    const hands = Array.from({ length: shards }, (_, shard) =>
      replayDraft(store, { ...task, ...period, shard, shards }, undefined, reading),
    )
    return addTallies(await Promise.all(hands))
  }

  it('counts the same however it is read, and by however many', async () => {
    const whole = await replay(SLICED, 1)
    expect(whole.draft.people).toBe(8)
    expect(whole.assumed).toBeGreaterThan(0)
    expect(whole.running?.figures.impressions).toBeLessThan(whole.draft.impressions)
    for (const reading of [ALONE, TOGETHER, SLICED, MIXED]) {
      expect(await replay(reading, 1), JSON.stringify(reading)).toEqual(whole)
      for (const shards of [2, 3]) {
        // Each of several keeps the first of each day to be looked at.
        const { samples, ...counted } = await replay(reading, shards)
        expect({ ...counted, samples: whole.samples }, `${JSON.stringify(reading)} by ${shards}`).toEqual(whole)
        expect(samples).toEqual(expect.arrayContaining(whole.samples))
      }
    }
  })

  it.each([
    { minutes: 175, impressions: 1 },
    { minutes: 182, impressions: 0 },
  ])('forgets a page that rested for two hours, whoever else was there meanwhile: $minutes', async ({ minutes, impressions }) => {
    await using other = await openPast()
    const wait = (until: number) => void (other.now = NOON - 3 * DAY + until * 60_000)
    wait(0)
    await other.visit('ken', 'ken')
    wait(60)
    await other.visit('mari', 'mari')
    wait(125)
    await other.visit('ken', 'ken')
    wait(minutes)
    const name = { userId: 'mari', anonymousId: 'of-mari', context: { groupId: 'mari', visit: 'visit-2' } }
    const event = { type: 'track', event: 'Report Exported', properties: {}, timestamp: iso(other.now), seq: 9 }
    await send(other.open, { ...name, ...event })
    const trigger = { on: 'event', event: 'Report Exported' } as const
    const draft = campaign.parse(offer({ id: 'draft', trigger, cadence: { show: 'always' } }))
    const task = { campaign: draft, days: 30, from: NOON - 10 * DAY, to: NOON, shard: 0, shards: 1 }
    for (const reading of [SLICED, ALONE]) {
      expect((await replayDraft(other.open.deps.store, task, undefined, reading)).draft.impressions).toBe(impressions)
    }
  })

  it('says how far it is, up to the end', async () => {
    const { store } = past.open.deps
    for (const reading of [ALONE, SLICED, MIXED]) {
      const heard: number[] = []
      const task = { campaign: campaign.parse(offer({ id: 'draft' })), days: 30, from: NOON - 10 * DAY, to: NOON, shard: 0, shards: 1 }
      await replayDraft(store, task, (progress) => heard.push(progress), reading)
      expect(heard.at(-1)).toBeCloseTo(1, 9)
      expect(heard).toEqual(heard.toSorted((one, other) => one - other))
    }
  })

  it('keeps everybody together who has to do with one another, and deals out all of it', async () => {
    const shares = await loadShares(past.open.deps.store, 1)
    const together = shares.find(({ accounts }) => accounts.includes('acme'))
    expect(together?.accounts.toSorted()).toEqual(['acme', 'beta'])
    expect(shares.find(({ accounts }) => accounts.includes('fir'))?.events).toBe(12)
    for (const hands of [1, 2, 5, 50]) {
      const dealt = dealShares(shares, hands)
      expect(dealt).toHaveLength(hands)
      expect(new Set(dealt.flat())).toEqual(new Set(shares))
      expect(dealt.flat()).toHaveLength(shares.length)
    }
    const weights = dealShares(shares, 2).map((hand) => hand.reduce((sum, { events }) => sum + events, 0))
    expect(Math.abs((weights[0] ?? 0) - (weights[1] ?? 0))).toBeLessThanOrEqual(Math.max(...shares.map(({ events }) => events)))
  })
})
