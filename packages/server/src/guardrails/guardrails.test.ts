import { HELD_OUT, TREATED } from '@espalier/core'
import { describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { openReceiver } from '../hooks/receiver.case.ts'
import { appOn, openApp, type OpenApp } from '../open-app.case.ts'
import type { Guardrail } from '@espalier/core/schema'
import type { HarmCounts } from '../store/guardrails.ts'
import { guardrailReadings } from './reading.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
const CUTOFFS = { churn: 0.02, contraction: 0.02, dismissal: 0.3, detractor: 0.05 }
const words = { title: 'More for your team', body: 'Team adds reports.', action: { label: 'Compare plans' } }
const CAMPAIGN = {
  id: 'bigger',
  name: 'Bigger',
  motion: 'upsell',
  problemSolved: 'The team cannot see its reports.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'once' },
  goal: { kind: 'upgrade' },
}

/** A running campaign that 400 accounts met, half of them held out, all of which pay. */
async function openMet(campaign: object = CAMPAIGN, config: Config = {}): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW, config })
  await open.call('PUT', '/v1/settings', { holdout: 0, analysis: { accounts: 400 } })
  await open.call('PUT', '/v1/campaigns/bigger', campaign)
  await open.call('POST', '/v1/campaigns/bigger/publish')
  const met = Array.from({ length: 400 }, (_, index) => ({ account: `a${index}`, arm: index % 2 === 0 ? TREATED : HELD_OUT }))
  await open.deps.store.transaction(async ({ exposures }) => {
    const moments = met.map(({ account, arm }) => ({
      id: account,
      campaign: 'bigger',
      version: 1,
      account,
      person: account,
      arm,
      at: NOW - 5 * DAY,
      cost: 0,
    }))
    await exposures.expose(moments)
    await exposures.shown(moments.filter(({ arm }) => arm === TREATED).map((one) => ({ ...one, id: `${one.id}:shown` })))
  })
  await tell(
    open,
    met.map(({ account }) => account),
    NOW - 30 * DAY,
    'active',
  )
  // What billing told made the watch look; it rests for a minute now.
  await open.deps.guardrails.look()
  return open
}

/** Billing tells how the subscriptions of these accounts stand from a time on. */
async function tell(open: OpenApp, accounts: readonly string[], at: number, status: string, amount = 5000): Promise<void> {
  const subscriptions = accounts.map((account) => ({
    id: `s-${account}`,
    account,
    at: new Date(at).toISOString(),
    status,
    ...(status === 'active' ? { price: 'p', amount } : {}),
  }))
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
  expect(new Set(body.results.map((one: { status: string }) => one.status))).toEqual(new Set(['applied']))
}

const some = (from: number, count: number) => Array.from({ length: count }, (_, index) => `a${from + 2 * index}`)
const stateOf = async (open: OpenApp) => (await open.call('GET', '/v1/campaigns/bigger')).body.state
const guardrailsOf = async (open: OpenApp) => (await open.call('GET', '/v1/campaigns/bigger/guardrails')).body

describe('a guardrail', () => {
  it('pauses a campaign whose accounts leave, and says why with figures', async () => {
    await using open = await openMet()
    await tell(open, [...some(0, 60), ...some(1, 4)], NOW - DAY, 'canceled')
    expect(await open.deps.guardrails.look()).toEqual(['bigger'])
    expect(await stateOf(open)).toBe('auto-paused')
    const { readings, pauses } = await guardrailsOf(open)
    const churn = { metric: 'churn', treated: { accounts: 200, harmed: 60 }, heldOut: { accounts: 200, harmed: 4 }, state: 'crossed' }
    expect(readings[0]).toMatchObject({ ...churn, cutoff: 0.02, estimate: expect.closeTo(0.28, 9) })
    expect(readings[0].low).toBeGreaterThan(0.02)
    expect(pauses).toEqual([{ at: new Date(NOW).toISOString(), crossed: [expect.objectContaining(churn)] }])
    expect((await open.deps.store.changes.list()).at(-1)).toMatchObject({
      author: 'guardrails',
      kind: 'state',
      subject: 'bigger',
      body: { state: 'auto-paused', version: 1, crossed: [churn] },
    })
  })

  it('is seen in the list of campaigns as it stood at the last look', async () => {
    await using open = await openMet()
    const inList = async () => (await open.call('GET', '/v1/campaigns')).body.campaigns[0].guardrails
    expect(await inList()).toBe('wait')
    await tell(open, [...some(0, 6), ...some(1, 6)], NOW - DAY, 'canceled')
    await open.deps.guardrails.look()
    expect(await inList()).toBe('fine')
    await tell(open, some(12, 60), NOW - DAY, 'canceled')
    await open.deps.guardrails.look()
    expect(await inList()).toBe('crossed')
    await open.call('POST', '/v1/campaigns/bigger/state', { state: 'ended' })
    expect(await inList()).toBe(null)
  })

  it('tells the owner of the pause, with the figures, in the moment in which it pauses', async () => {
    await using receiver = await openReceiver()
    await using open = await openMet(CAMPAIGN, { openHooks: true })
    await open.call('PUT', '/v1/hook', { url: receiver.url })
    await tell(open, some(0, 60), NOW - DAY, 'canceled')
    await open.deps.guardrails.look()
    await receiver.arrived(1)
    const [{ body } = { body: '' }] = receiver.received
    expect(JSON.parse(body)).toEqual({
      type: 'campaign.paused',
      timestamp: new Date(NOW).toISOString(),
      data: { campaign: 'bigger', name: 'Bigger', version: 1, crossed: (await guardrailsOf(open)).pauses[0].crossed },
    })
  })

  it('does not pause where the message to the owner cannot be kept, and pauses as soon as it can', async () => {
    await using open = await openMet()
    const { hooks, database } = open.deps.store
    await hooks.saveEndpoint({ url: 'https://hook.example/', secret: 'whsec_AAAA', createdAt: NOW })
    await tell(open, some(0, 60), NOW - DAY, 'canceled')
    const refuse = sql`create trigger refuse before insert on hook_message begin select raise(abort, 'no room'); end`
    await refuse.execute(database.db)
    await expect(open.deps.guardrails.look()).rejects.toThrow('no room')
    expect(await stateOf(open)).toBe('running')
    await sql`drop trigger refuse`.execute(database.db)
    await hooks.saveEndpoint(undefined)
    expect(await open.deps.guardrails.look()).toEqual(['bigger'])
  })

  it('lets the pause be lifted with a written reason alone, and then counts anew', async () => {
    await using open = await openMet()
    await tell(open, some(0, 60), NOW - DAY, 'canceled')
    await open.deps.guardrails.look()
    for (const reason of [undefined, ' ', 'no']) {
      const answer = await open.call('POST', '/v1/campaigns/bigger/state', { state: 'running', reason })
      expect([answer.status, answer.body.error.field]).toEqual([400, 'reason'])
    }
    expect((await open.call('POST', '/v1/campaigns/bigger/publish')).body.error.code).toBe('auto-paused')
    await open.call('POST', '/v1/campaigns/bigger/state', { state: 'ended' })
    expect((await open.call('POST', '/v1/campaigns/bigger/state', { state: 'running' })).status).toBe(400)
    const reason = 'They left because a competitor closed their accounts.'
    expect((await open.call('POST', '/v1/campaigns/bigger/state', { state: 'running', reason })).body.state).toBe('running')
    expect(await open.deps.guardrails.look()).toEqual([])
    const { since, pauses } = await guardrailsOf(open)
    expect([since, pauses[0].lifted.reason]).toEqual([new Date(NOW).toISOString(), reason])
  })

  it('is looked at when billing tells of something', async () => {
    await using open = await openMet()
    const refusals = some(0, 150).map((account) => ({
      campaign: 'bigger',
      version: 1,
      account,
      person: account,
      arm: TREATED,
      at: NOW - DAY,
    }))
    await open.deps.store.transaction(({ exposures }) => exposures.dismissed(refusals.map((one) => ({ ...one, how: 'no' as const }))))
    const restarted = appOn(open.deps.store, { clock: () => NOW })
    await tell(restarted, ['another'], NOW - DAY, 'active')
    await restarted.deps.guardrails.settled()
    expect(await stateOf(open)).toBe('auto-paused')
    const crossed = { metric: 'dismissal', heldOut: null, treated: { accounts: 200, harmed: 150 } }
    expect((await guardrailsOf(open)).pauses[0].crossed).toMatchObject([crossed])
  })

  it('does not count a smaller contract against a downsell', async () => {
    for (const motion of ['upsell', 'downsell']) {
      await using open = await openMet({ ...CAMPAIGN, motion })
      await tell(open, some(0, 80), NOW - DAY, 'active', 2000)
      expect(await open.deps.guardrails.look()).toEqual(motion === 'upsell' ? ['bigger'] : [])
    }
  })

  it('has the cutoffs of the settings, and of the campaign where it sets its own', async () => {
    await using open = await openMet({ ...CAMPAIGN, guardrails: { churn: 0.9 } })
    await tell(open, some(0, 60), NOW - DAY, 'canceled')
    expect(await open.deps.guardrails.look()).toEqual([])
    const { readings } = await guardrailsOf(open)
    expect(readings.map((one: { cutoff: number }) => one.cutoff)).toEqual([0.9, 0.02, 0.3, 0.05])
    expect((await open.call('PUT', '/v1/settings', { guardrails: { churn: 2 } })).body.error.field).toBe('guardrails.churn')
  })
})

/** The same numbers for every run of the test. */
function randomness(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Share of campaigns that are paused at any of 20 looks, with a cutoff of 0: any harm beyond chance. */
function pausedShare(runs: number, treatedRate: number, heldOutRate: number): number {
  const random = randomness(7)
  const metrics: readonly Guardrail[] = ['churn', 'contraction', 'detractor']
  const cutoffs = { ...CUTOFFS, churn: 0, contraction: 0, detractor: 0 }
  let paused = 0
  for (let run = 0; run < runs; run++) {
    const side = (heldOut: boolean): HarmCounts => ({
      heldOut,
      accounts: 0,
      shown: 0,
      harmed: { churn: 0, contraction: 0, dismissal: 0, detractor: 0 },
    })
    const [one, other] = [side(false), side(true)]
    let crossed = false
    for (let look = 0; look < 20 && !crossed; look++) {
      for (const [arm, size, rate] of [
        [one, 90, treatedRate],
        [other, 10, heldOutRate],
      ] as const) {
        arm.accounts += size
        for (let account = 0; account < size; account++) for (const metric of metrics) if (random() < rate) arm.harmed[metric]++
      }
      crossed = guardrailReadings([one, other], cutoffs, 'upsell', 1000).some(({ state }) => state === 'crossed')
    }
    paused += Number(crossed)
  }
  return paused / runs
}

describe('over many campaigns', () => {
  it('a harmless one is paused in at most 5 of 100, whoever looks how often', () => {
    expect(pausedShare(500, 0.05, 0.05)).toBeLessThanOrEqual(0.05)
  })

  it('one that drives accounts away is paused nearly always', () => {
    expect(pausedShare(100, 0.25, 0.05)).toBeGreaterThan(0.95)
  })
})
