import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, send } from '../workspace.case.ts'
import { backtest, openPast, type Past } from './past.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Records what became of a campaign, as a page of this visit or, without one, as another library does. */
async function tell({ open, now }: Past, name: string, properties: object, visit?: string): Promise<void> {
  const context = { groupId: 'acme', ...(visit !== undefined && { visit }) }
  const event = { type: 'track', event: `espalier:${name}`, userId: 'mari', timestamp: iso(now), context }
  expect(await send(open, { ...event, properties: { campaign: 'running', version: 1, ...properties } })).toEqual(['accepted'])
}

/** Records that a campaign was shown. */
async function meet(past: Past, visit?: string, campaign = 'running'): Promise<void> {
  await tell(past, 'exposure', { campaign, decision: `d${past.now}`, heldOut: false }, visit)
  await tell(past, 'shown', { campaign, decision: `d${past.now}` }, visit)
}

/** Records what other libraries record: no page, only events. */
async function use({ open, now }: Past, event?: string): Promise<void> {
  const base = { userId: 'mari', timestamp: iso(now), context: { groupId: 'acme' } }
  await send(open, event === undefined ? { ...base, type: 'page', name: 'Reports' } : { ...base, type: 'track', event })
}

async function publish({ open }: Past, campaign: ReturnType<typeof offer>): Promise<void> {
  await open.call('PUT', `/v1/campaigns/${campaign.id}`, campaign)
  await open.call('POST', `/v1/campaigns/${campaign.id}/publish`)
}

describe('a backtest of a campaign that is published', { timeout: 60_000 }, () => {
  it('replays the published version under the same assumptions, and not at all what was recorded of it', async () => {
    await using past = await openPast()
    await publish(past, offer({ id: 'running', cadence: { show: 'once' } }))
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await past.visit('mari', 'acme')
      await past.visit('ken', 'acme')
      past.now += HOUR
      await meet(past, 'elsewhere')
    }
    past.now = NOON
    const always = { cadence: { show: 'always' } } as const
    const result = await backtest(past.open, offer({ id: 'running', audience: { 'user.id': 'mari' }, ...always }))
    expect(result).toMatchObject({ impressions: 4, people: 1 })
    // Of the four that were recorded nothing counts: once for each of two people.
    expect(result.running).toMatchObject({ version: 1, impressions: 2, people: 2, accounts: 1 })
    expect(result.diff).toEqual({ impressions: 2, people: -1, accounts: 0 })
    expect(result.running?.perDay).toHaveLength(1)
  })

  it('finds no difference where there is none', async () => {
    await using past = await openPast()
    const running = offer({ id: 'running', cadence: { show: 'every', days: 2 } })
    await publish(past, running)
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await past.visit('mari', 'acme')
    }
    past.now = NOON
    const same = await backtest(past.open, running)
    expect(same.impressions).toBe(2)
    expect(same.diff).toEqual({ impressions: 0, people: 0, accounts: 0 })
    // Replayed by itself, and not taken from the draft's figures, it comes to the same.
    const renamed = await backtest(past.open, { ...running, name: 'Another name' })
    expect(renamed.running).toEqual(same.running)
    expect(renamed.diff).toEqual(same.diff)
  })
})

describe('people of whom no page was recorded', { timeout: 60_000 }, () => {
  it('are taken to have had the place on every page, and it is said how often', async () => {
    await using past = await openPast()
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await use(past)
      await use(past, 'Report Exported')
    }
    past.now = NOON
    const result = await backtest(past.open, offer({ id: 'draft', cadence: { show: 'always' } }))
    expect(result).toMatchObject({ impressions: 4, people: 1, accounts: 1 })
    expect(result.assumed).toBe(result.moments)
    expect(result.assumed).toBeGreaterThanOrEqual(4)
  })

  it('meet a draft at the event that it waits for, be it the first of their visit or a later one', async () => {
    await using past = await openPast()
    past.now = NOON - DAY
    for (const name of ['Opened', 'Filtered', 'Report Exported']) {
      past.now += 60_000
      await use(past, name)
    }
    past.now = NOON
    const trigger = { on: 'event', event: 'Report Exported' } as const
    const waiting = await backtest(past.open, offer({ id: 'draft', trigger }))
    expect(waiting).toMatchObject({ impressions: 1, samples: [{ at: iso(NOON - DAY + 180_000) }] })
  })

  it('did not see or answer what is decided anew, so that the past of a campaign does not stand in its own way', async () => {
    await using past = await openPast()
    const running = offer({ id: 'running', cadence: { show: 'every', days: 2 } })
    await publish(past, running)
    past.now = NOON - 6 * DAY
    // Nothing was shown by then, so that this answer cannot have been given.
    await tell(past, 'accepted', {})
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await use(past)
      await meet(past)
    }
    past.now = NOON
    const result = await backtest(past.open, running)
    expect(result).toMatchObject({ impressions: 2, people: 1 })
  })

  it('answered what they would have seen', async () => {
    await using past = await openPast()
    const running = offer({ id: 'running', cadence: { show: 'always' } })
    await publish(past, running)
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await use(past)
      if (day === 1) await tell(past, 'dismissed', { how: 'no' })
    }
    past.now = NOON
    expect(await backtest(past.open, running)).toMatchObject({ impressions: 2 })
  })
})
