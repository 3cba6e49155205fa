import { expect, it, vi } from 'vitest'
import type { DepsOptions } from '../../deps.ts'
import { appOn, openApp, type OpenApp } from '../../open-app.case.ts'
import type { Store } from '../../store/store.ts'
import { CATALOG, iso, NOON, offer, send } from '../workspace.case.ts'
import type { BacktestAnswer, BacktestResult } from './shapes.ts'

const DAY = 86_400_000

/** An app whose clock is told what time it is. */
export interface Past {
  open: OpenApp
  now: number
  /** A page of this person, as the SDK records it, with the slots `top` and `side`. */
  visit(user: string, account: string, tracked?: readonly string[]): Promise<void>
}

/** Twenty days before noon, without hold-out and quiet times. `open` opens the app with this clock. */
export async function openPast(open: (options: DepsOptions) => Promise<OpenApp> = openApp): Promise<Past & AsyncDisposable> {
  const past = { now: NOON - 20 * DAY } as Past
  past.open = await open({ clock: () => past.now })
  await past.open.call('PUT', '/v1/catalog', CATALOG)
  await past.open.call('PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0, quietFirstSeconds: 0 } })
  let visits = 0
  past.visit = async (user, account, tracked = []) => {
    const id = `visit-${(visits += 1)}`
    const name = { userId: user, anonymousId: `of-${user}` }
    await send(past.open, {
      type: 'group',
      ...name,
      groupId: account,
      traits: { name: account },
      timestamp: iso(past.now),
      seq: 0,
      context: { visit: id },
    })
    const boot = await past.open.call('POST', '/v1/boot', { ...name, groupId: account, zone: 'UTC' }, { key: 'pk_test_demo' })
    await past.open.deps.bootLog.settled()
    const places = ['top', 'side']
    const view = { asOf: boot.body.at, openFor: 0, places, visible: places, device: 'desktop', zone: 'UTC', consent: true }
    let seq = 0
    const event = (event: string, properties: object) => ({
      type: 'track',
      event,
      properties,
      ...name,
      timestamp: iso(past.now),
      seq: (seq += 1),
      context: { groupId: account, visit: id, page: { path: '/reports', url: 'https://host.example/reports', title: 'Reports' } },
    })
    const sent = await send(past.open, event('espalier:view', view), ...tracked.map((one) => event(one, {})))
    expect(new Set(sent)).toEqual(new Set(['accepted']))
  }
  return Object.assign(past, { [Symbol.asyncDispose]: () => past.open[Symbol.asyncDispose]() })
}

/** Asks until the backtest has ended; it runs in processes of its own. */
async function ended(open: OpenApp, id: string): Promise<BacktestAnswer> {
  const look = async () => {
    const { body } = await open.call('GET', `/v1/decisions/backtest/${id}`)
    expect(body.status).not.toBe('running')
    return body as BacktestAnswer
  }
  return vi.waitFor(look, { timeout: 60_000, interval: 50 })
}

/** What a replay of the campaign finds out. */
export async function backtest(open: OpenApp, campaign: object, days = 30): Promise<BacktestResult> {
  const { status, body } = await open.call('POST', '/v1/decisions/backtest', { campaign, days })
  expect([status, body.status]).toEqual([200, 'running'])
  const { result, status: end } = await ended(open, body.id as string)
  expect(end).toBe('done')
  if (!result) throw new Error('there is no result')
  return result
}

/** What every adapter of the store must allow: processes that read the log beside the server. */
export function replayCases(open: () => Promise<Store>): void {
  it('replays a draft over the recorded past, in processes with connections of their own', { timeout: 60_000 }, async () => {
    const past = await openPast(async (options) => appOn(await open(), options))
    for (let day = 0; day < 4; day++) {
      past.now = NOON - (5 - day) * DAY
      await past.visit('mari', 'acme', ['Report Exported'])
      await past.visit('ken', 'beta')
    }
    past.now = NOON
    const trigger = { on: 'event', event: 'Report Exported' } as const
    const result = await backtest(past.open, offer({ id: 'draft', trigger, cadence: { show: 'always' } }))
    expect(result).toMatchObject({ impressions: 4, people: 1, accounts: 1, assumed: 0 })
    expect(result.samples[0]).toEqual({ user: 'mari', account: 'acme', at: iso(NOON - 5 * DAY), verdict: 'shown', path: '/reports' })
    expect(result.events).toBe(await past.open.deps.store.events.last())
  })

  it('counts two accounts that became one as one, whichever name a page goes on to use', { timeout: 60_000 }, async () => {
    const past = await openPast(async (options) => appOn(await open(), options))
    const cadence = { show: 'always', account: { max: 3 } } as const
    const trigger = { on: 'event', event: 'Report Exported' } as const
    const result = async () => {
      past.now = NOON
      const { impressions, people, accounts } = await backtest(past.open, offer({ id: 'draft', trigger, cadence }))
      return { impressions, people, accounts }
    }
    for (const [user, account] of Object.entries({ mari: 'acme', ken: 'branch' })) {
      past.now = NOON - 5 * DAY
      await past.visit(user, account, ['Report Exported'])
    }
    expect(await result()).toEqual({ impressions: 2, people: 2, accounts: 2 })
    past.now = NOON - 4 * DAY
    expect((await past.open.call('POST', '/v1/accounts/branch/merge', { into: 'acme' })).status).toBe(200)
    for (const [user, account] of Object.entries({ mari: 'acme', ken: 'branch' })) {
      past.now += DAY
      await past.visit(user, account, ['Report Exported'])
    }
    // Both together have seen it twice by then, and once more is all that the cadence allows.
    expect(await result()).toEqual({ impressions: 3, people: 2, accounts: 1 })
  })
}
