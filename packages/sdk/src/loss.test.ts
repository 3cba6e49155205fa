// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStorage } from './platform/storage.ts'
import { useQueueBench } from './testing/queue-bench.ts'
import { keepOnDisk } from './transport/disk.ts'
import { type Keep, keepSafely } from './transport/keep.ts'
import type { Queue } from './transport/queue.ts'

const DAY = 86_400_000
const bench = useQueueBench()

const STEPS = [
  'track',
  'flush',
  'lose requests',
  'lose answers',
  'reject',
  'heal',
  'reopen',
  'storage throws',
  'storage works',
  'a week passes',
] as const
type Step = (typeof STEPS)[number]

const often = (step: Step): { weight: number; arbitrary: fc.Arbitrary<Step> } => ({
  weight: step === 'track' ? 5 : step === 'flush' || step === 'reopen' ? 3 : 1,
  arbitrary: fc.constant(step),
})
const plans = fc.array(fc.oneof(...STEPS.map(often)), { maxLength: 25 })

/** Plays a plan and answers how many events are neither stored, nor waiting, nor counted as lost, and how many are stored twice. */
async function play(plan: readonly Step[], put?: Keep['put']): Promise<{ missing: number; twice: number }> {
  globalThis.indexedDB = new IDBFactory()
  bench.server.stored.clear()
  bench.server.fault = {}
  bench.loss.take()
  let broken = false
  const faulty = (): Keep => {
    const disk = keepOnDisk('pk_test', bench.clock)
    const guarded =
      <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        broken ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : work(...args)
    const uncertain: Keep = {
      put: put ?? guarded(disk.put),
      first: guarded(disk.first),
      remove: guarded(disk.remove),
      size: guarded(disk.size),
      close: disk.close,
    }
    return keepSafely(uncertain, createMemoryStorage(), 'early:', 'early:own')
  }
  const opened = async (): Promise<Queue> => {
    const one = bench.open(faulty())
    // A database that does not open in seconds is given up, and here weeks pass in no time.
    await one.waiting()
    return one
  }
  const act: Record<Step, () => unknown> = {
    track: async () => {
      queue.add(bench.event({ n: tracked++ }))
      // The write begins in the same turn.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      if (broken) risky = true
    },
    flush: () => queue.flush(),
    'lose requests': () => (bench.server.fault = { cut: 'before' }),
    'lose answers': () => (bench.server.fault = { cut: 'after' }),
    reject: () => (bench.server.fault = { reject: () => true }),
    heal: () => (bench.server.fault = {}),
    'storage throws': () => (broken = true),
    'storage works': () => (broken = false),
    'a week passes': () => bench.clock.advance(7 * DAY + 60_000),
    // A page without storage takes along what could not be sent: nobody can count that. Every other page leaves nothing behind.
    reopen: async () => {
      if (risky || broken) return
      await queue.waiting()
      queue.close()
      queue = await opened()
    },
  }
  let tracked = 0
  let risky = false
  let queue = await opened()
  for (const step of plan) await act[step]()
  await queue.flush()

  broken = false
  const waiting = (await queue.waiting()).map(({ properties }) => properties?.['n'])
  const lost = Object.values(bench.loss.take() ?? {}).reduce((sum, count) => sum + count, 0)
  const stored = [...bench.server.stored.values()].map(({ properties }) => properties?.['n'])
  queue.close()
  return {
    missing: Math.max(0, tracked - lost - new Set([...waiting, ...stored]).size),
    twice: stored.length - new Set(stored).size,
  }
}

test('stores every event once, or still has it, or counts it as lost, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      expect(await play(plan)).toEqual({ missing: 0, twice: 0 })
    }),
    { numRuns: 60 },
  )
})

test('sees it when a keep forgets', async () => {
  expect(await play(['track', 'reopen'], async () => undefined)).toEqual({ missing: 1, twice: 0 })
})
