import { pino } from 'pino'
import { afterEach, expect, it, vi } from 'vitest'
import { openWorkspace, send } from '../decisions/workspace.case.ts'
import { createSweeper } from './sweeper.ts'

afterEach(() => {
  vi.useRealTimers()
})

const silent = pino({ level: 'silent' })

it('sweeps by itself after an erasure, and after the next start where it was stopped before', async () => {
  await using open = await openWorkspace()
  const { privacy } = open.deps.store
  await send(open, { type: 'identify', userId: 'mari' })
  await open.call('DELETE', '/v1/users/mari')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stopped = createSweeper(open.deps.store, silent)
  stopped.soon()
  await stopped.stop()
  vi.advanceTimersByTime(60_000)
  stopped.soon()
  vi.advanceTimersByTime(60_000)
  expect(await privacy.isSweepDue()).toBe(true)

  const next = createSweeper(open.deps.store, silent)
  next.soon()
  vi.advanceTimersByTime(10_000)
  await next.stop()
  expect(await privacy.isSweepDue()).toBe(false)
})

it('says so where it could not sweep, and tries it again with the next erasure', async () => {
  await using open = await openWorkspace()
  const { store } = open.deps
  await send(open, { type: 'identify', userId: 'mari' })
  await open.call('DELETE', '/v1/users/mari')
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  let swept = 0
  const full = {
    ...store,
    privacy: {
      ...store.privacy,
      sweep: () => ((swept += 1) === 1 ? Promise.reject(new Error('the disk is full')) : store.privacy.sweep()),
    },
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const sweeper = createSweeper(full, log)
  sweeper.soon()
  vi.advanceTimersByTime(10_000)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  expect(lines[0]).toContain('the disk is full')
  sweeper.soon()
  vi.advanceTimersByTime(600_000)
  await sweeper.stop()
  expect([swept, await store.privacy.isSweepDue()]).toEqual([2, false])
})
