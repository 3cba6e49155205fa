import type { Definitions } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import { appOn, type OpenApp } from '../open-app.case.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { countOn } from './count-on.ts'
import { createCountingJob } from './counting-job.ts'
import { saveDefinitions } from './save-definitions.ts'

const DAY = 86_400_000
const BIG = { id: 'big-export', name: 'Big export', event: 'Report Exported', where: { rows: { $gte: 100 } } }
const ALL: Definitions = { segments: [], events: [BIG] }
const OWNERS = ['mari', 'ken', 'v', 'other', 'acme']

const exported = (rows: number, days: number, who: object) => ({
  type: 'track',
  event: 'Report Exported',
  properties: { rows },
  timestamp: iso(NOON - days * DAY),
  ...who,
})
/** A visitor who signs in, a browser that two people share, and somebody who never says who they are. */
const LOG = [
  exported(100, 9, { anonymousId: 'v' }),
  exported(100, 8, { anonymousId: 'other' }),
  exported(100, 8, { userId: 'mari', context: { groupId: 'acme' } }),
  { type: 'identify', userId: 'mari', anonymousId: 'v', timestamp: iso(NOON - 7 * DAY) },
  exported(100, 6, { anonymousId: 'v' }),
  { type: 'identify', userId: 'ken', anonymousId: 'v', timestamp: iso(NOON - 5 * DAY) },
  exported(100, 4, { userId: 'ken', context: { groupId: 'acme' } }),
  exported(1, 4, { userId: 'ken' }),
]

async function counters({ deps: { store } }: OpenApp, names = ['#big-export']) {
  const all = [...(await store.people.counters('person', OWNERS, names)), ...(await store.people.counters('account', OWNERS, names))]
  return all.map(({ scope, owner, state }) => `${scope} ${owner} ${state.t} ${state.f} ${state.l}`).toSorted()
}

/** Defines the event, and counts one event of the log at a time from then on. */
const define = ({ deps: { store } }: OpenApp, next: Definitions = ALL) => saveDefinitions(store, next, 'test', NOON, { slice: 1 })
const step = ({ deps: { store } }: OpenApp) => store.transaction((inner) => countOn(inner, NOON, 1))
const finish = async (open: OpenApp): Promise<void> => {
  while (await step(open)) continue
}

async function live(): Promise<string[]> {
  await using open = await openWorkspace()
  await define(open)
  for (const event of LOG) await send(open, event)
  return await counters(open)
}

describe('a custom event that is counted over a long past', () => {
  it('counts each event once, whenever it is defined, and whatever comes meanwhile', async () => {
    const expected = await live()
    expect(expected.length).toBeGreaterThan(5)
    for (let before = 1; before <= LOG.length; before++) {
      for (const pace of [0, 1, 3]) {
        await using open = await openWorkspace()
        for (const event of LOG.slice(0, before)) await send(open, event)
        await define(open)
        for (const event of LOG.slice(before)) {
          await send(open, event)
          for (let times = 0; times < pace; times++) await step(open)
        }
        await finish(open)
        expect([before, pace, await counters(open)]).toEqual([before, pace, expected])
        expect(await counters(open, ['#big-export~'])).toEqual([])
      }
    }
  })

  it('goes on where a server left it that was killed', async () => {
    const expected = await live()
    await using open = await openWorkspace()
    for (const event of LOG) await send(open, event)
    await define(open)
    await step(open)
    const going = await open.deps.store.workspace.counting()
    expect(going?.events).toEqual([{ id: 'big-export', after: 2 }])
    await expect(
      open.deps.store.transaction(async (inner) => {
        await countOn(inner, NOON, 1)
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    const { location } = open.deps.store.database
    const next = appOn(await openStore(location))
    expect(await next.deps.store.workspace.counting()).toEqual(going)
    await next.deps.counting.run()
    expect([await counters(next), await next.deps.store.workspace.counting()]).toEqual([expected, undefined])
    await next[Symbol.asyncDispose]()
  })

  it('goes on by itself when a database takes something again that took nothing', async () => {
    await using open = await openWorkspace()
    await send(open, ...LOG)
    await define(open)
    let refused = 0
    const { store } = open.deps
    const transaction: Store['transaction'] = (work) => {
      if (refused > 0) return store.transaction(work)
      refused += 1
      return Promise.reject(Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }))
    }
    const job = createCountingJob({ ...store, transaction }, () => NOON, open.deps.log)
    await job.run()
    expect(await store.workspace.counting()).toBeDefined()
    await expect.poll(() => store.workspace.counting()).toBeUndefined()
    await job.stop()
    expect(refused).toBe(1)
  })

  it('is in force when all is counted, and not before; a campaign that reads it waits', async () => {
    await using open = await openWorkspace()
    for (const event of LOG) await send(open, event)
    const segment = { id: 'exporters', name: 'Exporters', audience: { 'event.big-export.count': { $gte: 1 } } }
    const next = { segments: [segment], events: [BIG] }
    await define(open, next)
    const { workspace, changes } = open.deps.store
    expect(await workspace.definitions()).toEqual({ segments: [], events: [] })
    expect((await open.call('GET', '/v1/definitions')).body).toEqual(next)
    await open.call('PUT', '/v1/campaigns/offer', offer({ audience: { 'event.big-export.count': { $gte: 1 } } }))
    const refused = await open.call('POST', '/v1/campaigns/offer/publish')
    expect([refused.status, refused.body.error.field]).toEqual([400, 'audience.event.big-export.count'])
    expect(refused.body.error.message).toContain('still being counted')
    await finish(open)
    expect(await workspace.definitions()).toEqual(next)
    expect((await open.call('POST', '/v1/campaigns/offer/publish')).status).toBe(200)
    const bodies = (await changes.list()).flatMap(({ kind, body }) => (kind === 'definitions' ? body : []))
    expect(bodies.at(-1)).toEqual(next)
  })

  it('counts as it did before while its new meaning is counted', async () => {
    await using open = await openWorkspace()
    await define(open)
    for (const event of LOG) await send(open, event)
    const before = await counters(open)
    await define(open, { segments: [], events: [{ ...BIG, where: {} }] })
    expect(await counters(open)).toEqual(before)
    expect((await open.deps.store.workspace.definitions()).events).toEqual([BIG])
    await define(open)
    expect(await open.deps.store.workspace.counting()).toBeUndefined()
    expect(await counters(open, ['#big-export~'])).toEqual([])
    await define(open, { segments: [], events: [{ ...BIG, where: {} }] })
    await finish(open)
    expect((await counters(open)).find((one) => one.startsWith('person ken'))).toMatch(/^person ken 2 /)
  })

  it('says how far it is, and goes on when it is asked', async () => {
    await using open = await openWorkspace()
    for (const event of LOG) await send(open, event)
    await define(open)
    const { last } = open.deps.store.events
    const asked = await open.call('GET', '/v1/definitions/counting')
    expect(asked.body).toEqual({ counting: [{ id: 'big-export', progress: 1 / (await last()) }] })
    await open.deps.counting.run()
    expect((await open.call('GET', '/v1/definitions/counting')).body).toEqual({ counting: [] })
  })
})
