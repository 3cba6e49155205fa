import { expect, it } from 'vitest'
import type { Store } from './store.ts'

const noon = Date.UTC(2026, 10, 22, 12)

/** What every adapter of `BacktestStore` does. */
export function backtestCases(open: () => Promise<Store>): void {
  it('keeps what was asked for, how far it is, and what came of it', async () => {
    const { backtests } = await open()
    await backtests.add({ id: 'b1', campaign: 'offer', createdAt: noon, request: '{"days":30}' })
    expect(await backtests.find('b1')).toEqual({
      id: 'b1',
      campaign: 'offer',
      createdAt: noon,
      status: 'running',
      progress: 0,
      request: '{"days":30}',
    })
    expect(await backtests.advance('b1', 0.25, noon + 1)).toBe(true)
    expect((await backtests.find('b1'))?.progress).toBe(0.25)
    expect(await backtests.finish('b1', { status: 'done', at: noon + 2, result: '{"events":3}' })).toBe(true)
    expect(await backtests.find('b1')).toMatchObject({ status: 'done', progress: 1, finishedAt: noon + 2, result: '{"events":3}' })
    expect(await backtests.find('b2')).toBeUndefined()
  })

  it('ends a backtest once, and moves none on that has ended', async () => {
    const { backtests } = await open()
    await backtests.add({ id: 'b1', campaign: 'offer', createdAt: noon, request: '{}' })
    expect(await backtests.finish('b1', { status: 'cancelled', at: noon })).toBe(true)
    expect(await backtests.finish('b1', { status: 'done', at: noon, result: '{}' })).toBe(false)
    expect(await backtests.advance('b1', 0.5, noon)).toBe(false)
    expect(await backtests.find('b1')).toMatchObject({ status: 'cancelled', progress: 0 })
  })

  it('lists the newest first without their results, all of them or those of a campaign', async () => {
    const { backtests } = await open()
    for (const [id, campaign, createdAt] of [
      ['b1', 'offer', noon],
      ['b2', 'other', noon + 1],
      ['b3', 'offer', noon + 2],
    ] as const)
      await backtests.add({ id, campaign, createdAt, request: '{}' })
    await backtests.finish('b3', { status: 'done', at: noon + 3, result: '{}' })
    expect((await backtests.list(2)).map(({ id }) => id)).toEqual(['b3', 'b2'])
    const [newest] = await backtests.list(5, 'offer')
    expect(newest).toMatchObject({ id: 'b3', status: 'done' })
    expect(newest).not.toHaveProperty('result')
  })

  it('fails those that nobody works on any more', async () => {
    const { backtests } = await open()
    for (const id of ['own', 'lost', 'alive']) await backtests.add({ id, campaign: 'offer', createdAt: noon, request: '{}' })
    await backtests.advance('alive', 0.5, noon + 10)
    await backtests.abandon(noon + 10, ['own'], { at: noon + 20, result: '{"reason":"stopped"}' })
    const statuses = (await backtests.list(5)).map(({ id, status }) => [id, status])
    expect(Object.fromEntries(statuses)).toEqual({ own: 'running', lost: 'failed', alive: 'running' })
    expect(await backtests.find('lost')).toMatchObject({ finishedAt: noon + 20, result: '{"reason":"stopped"}' })
  })
}
