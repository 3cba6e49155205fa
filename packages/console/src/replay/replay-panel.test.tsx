import type { CampaignInput } from '@espalier/core/schema'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ReplayPanel } from './replay-panel.tsx'
import type { Replay, ReplayResult } from './wire.ts'

const campaign = { id: 'near-limit', name: 'Near the limit' } as CampaignInput
const RESULT: ReplayResult = {
  from: '2026-10-23T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  events: 4000,
  moments: 300,
  assumed: 7,
  impressions: 41,
  people: 30,
  accounts: 12,
  heldOut: 4,
  perDay: [{ day: '2026-11-21', shown: 37, heldOut: 4, people: 30 }],
  lostToBudget: 3,
  lostToOthers: [],
  takenFromOthers: [{ campaign: 'other', name: 'The other one', times: 2 }],
  spared: [{ gate: 'care', code: 'health-low', times: 9, accounts: 5 }],
  blocked: [{ gate: 'cadence', code: 'quiet-no', times: 6 }],
  upgrades: { known: 3, preceded: 2, without: 1 },
  samples: [{ user: 'mari', account: 'acme', at: '2026-11-21T03:04:05.678Z', verdict: 'shown', path: '/reports' }],
}

/** The routes of backtests, as the server answers them, over replays in memory. */
function backtests(kept: Replay[]) {
  const answer = (status: number, body: unknown) => Promise.resolve(new Response(JSON.stringify(body), { status }))
  const asked: unknown[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const one = kept.find(({ id }) => path.endsWith(`/${id}`))
    if (init.method === 'POST') {
      asked.push(JSON.parse(String(init.body)))
      const started: Replay = {
        id: 'new',
        campaign: campaign.id,
        days: 30,
        status: 'running',
        progress: 0,
        startedAt: '2026-11-22T00:00:00.000Z',
      }
      kept.unshift(started)
      return answer(200, started)
    }
    if (init.method === 'DELETE' && one?.status === 'running') one.status = 'cancelled'
    if (path.includes('?')) return answer(200, { backtests: kept.map(({ result: _, ...rest }) => rest) })
    return one ? answer(200, one) : answer(404, { error: { code: 'not-found', message: 'there is no such backtest' } })
  })
  return asked
}

let host: HTMLElement
const text = () => host.textContent ?? ''
const press = async (name: string) => {
  const button = [...host.querySelectorAll('button')].find((one) => one.textContent === name)
  if (!button) throw new Error(`no button "${name}" in: ${text()}`)
  button.click()
  await vi.advanceTimersByTimeAsync(20)
}
const open = async (ready = true) => {
  render(<ReplayPanel campaign={campaign} ready={ready} />, host)
  await vi.advanceTimersByTimeAsync(20)
}
/** Until the panel has asked again how far it is. */
const later = () => vi.advanceTimersByTimeAsync(600)

beforeEach(() => {
  vi.useFakeTimers()
  host = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, host)
  host.remove()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the replay of a draft', () => {
  it('sends the draft as it stands, follows its progress, and tells first whom it left in peace', async () => {
    const kept: Replay[] = []
    const asked = backtests(kept)
    await open()
    await press('Replay')
    expect(asked).toEqual([{ campaign, days: 30 }])
    Object.assign(kept[0] ?? {}, { progress: 0.4 })
    await later()
    expect(text()).toContain('40% done')
    Object.assign(kept[0] ?? {}, { status: 'done', progress: 1, result: RESULT })
    await later()
    expect(text()).toContain('spared people 9 times, in at least 5 accounts')
    expect(text().indexOf('Left in peace')).toBeLessThan(text().indexOf('Impressions'))
    expect(host.querySelector('progress')).toBeNull()
  })

  it('leads from each decision to the debugger at that very moment', async () => {
    backtests([{ id: 'b1', campaign: campaign.id, days: 7, status: 'done', progress: 1, startedAt: RESULT.to, result: RESULT }])
    await open()
    await press('Open')
    const link = host.querySelector<HTMLAnchorElement>('a[href^="/console/debugger"]')
    expect(Object.fromEntries(new URL(link?.href ?? '', 'https://grow.test').searchParams)).toEqual({
      user: 'mari',
      account: 'acme',
      at: '2026-11-21T03:04:05.678Z',
      url: '/reports',
      campaign: 'near-limit',
    })
  })

  it('stops when it is cancelled', async () => {
    const kept: Replay[] = []
    backtests(kept)
    await open()
    await press('Replay')
    await press('Cancel')
    expect(kept[0]?.status).toBe('cancelled')
    expect(text()).toContain('This replay was cancelled.')
  })

  it('is found again by somebody who comes back while it runs', async () => {
    backtests([{ id: 'b1', campaign: campaign.id, days: 90, status: 'running', progress: 0.7, startedAt: RESULT.to }])
    await open()
    await later()
    expect(text()).toContain('70% done')
  })

  it('says that the server stopped, and that nothing was changed', async () => {
    const kept: Replay[] = []
    backtests(kept)
    await open()
    await press('Replay')
    Object.assign(kept[0] ?? {}, { status: 'failed', error: 'server-stopped' })
    await later()
    expect(text()).toContain('The server was stopped meanwhile. Nothing was changed')
  })

  it('goes on looking when the server could not be reached for a moment', async () => {
    const kept: Replay[] = []
    backtests(kept)
    await open()
    await press('Replay')
    const reachable = globalThis.fetch
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    await later()
    expect(text()).toContain('The server cannot be reached')
    vi.stubGlobal('fetch', reachable)
    Object.assign(kept[0] ?? {}, { status: 'done', progress: 1, result: RESULT })
    await later()
    expect(text()).toContain('Left in peace')
    expect(text()).not.toContain('The server cannot be reached')
  })

  it('says what the server did not accept', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response(JSON.stringify({ error: { code: 'invalid', message: 'days: expected at most 90' } }), { status: 400 })),
    )
    await open()
    await press('Replay')
    expect(text()).toContain('days: expected at most 90')
  })

  it('waits for a draft that is complete', async () => {
    const asked = backtests([])
    await open(false)
    await press('Replay')
    expect(asked).toEqual([])
    expect(text()).toContain('Complete the draft first')
  })
})
