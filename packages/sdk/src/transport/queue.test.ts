// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import 'fake-indexeddb/auto'
import type { WireEvent } from '@espalier/core'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEventId } from '../event-id.ts'
import { createLoss, type Loss } from '../loss.ts'
import { createTabLock } from '../platform/lock.ts'
import { createMemoryStorage } from '../platform/storage.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { sampleBoot } from '../testing/sample-boot.ts'
import { keepOnDisk } from './disk.ts'
import { type Keep, keepSafely } from './keep.ts'
import { createPost } from './post.ts'
import { createQueue, type Queue } from './queue.ts'
import { retry } from './retry.ts'
import { sendOverHttp } from './send.ts'

const DAY = 86_400_000

let server: Receiver
let clock: ManualClock
let loss: Loss
let refusals: number[]

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  server = await startReceiver(sampleBoot())
  clock = createManualClock()
  loss = createLoss(createMemoryStorage())
  refusals = []
})

afterEach(() => server.close())

function open(keep: Keep = keepSafely(keepOnDisk('pk_test', clock))): Queue {
  return createQueue({
    keep,
    send: retry(sendOverHttp(createPost(server.url), 'pk_test', clock), clock, () => 0.5),
    loss,
    lock: createTabLock(),
    clock,
    onSent: () => undefined,
    onRefused: (status) => refusals.push(status),
  })
}

function event(properties: Record<string, unknown> = {}): WireEvent {
  const now = clock.now()
  return { type: 'track', event: 'Happened', messageId: createEventId(now), timestamp: new Date(now).toISOString(), properties }
}

function addMany(queue: Queue, count: number, properties?: Record<string, unknown>): WireEvent[] {
  const events = Array.from({ length: count }, () => event(properties))
  for (const one of events) queue.add(one)
  return events
}

test('sends 20 events at once, and fewer after 3 seconds', async () => {
  const queue = open()
  addMany(queue, 19)
  clock.advance(2999)
  expect(server.batches).toEqual([])
  addMany(queue, 1)
  clock.advance(0)
  await server.until(() => server.batches.length === 1)
  expect(server.batches[0]?.events).toHaveLength(20)
  await queue.flush()
  addMany(queue, 1)
  clock.advance(3000)
  await server.until(() => server.batches.length === 2)
  queue.close()
})

test('keeps events in order and requests small', async () => {
  const queue = open()
  const events = addMany(queue, 50, { text: 'あ'.repeat(1500) })
  await queue.flush()
  expect([...server.stored.keys()]).toEqual(events.map(({ messageId }) => messageId))
  for (const { size } of server.batches) expect(size).toBeLessThanOrEqual(32_768)
  queue.close()
})

test('sends what an earlier page could not', async () => {
  const before = open()
  server.fault = { cut: 'before' }
  const [kept] = addMany(before, 1)
  await before.flush()
  before.close()
  server.fault = {}
  const after = open()
  await after.flush()
  expect([...server.stored.keys()]).toEqual([kept?.messageId])
  expect(await after.waiting()).toEqual([])
  after.close()
})

test('sends again when the answer was lost, and the server keeps one', async () => {
  const queue = open()
  addMany(queue, 3)
  server.fault = { cut: 'after' }
  await queue.flush()
  expect(await queue.waiting()).toHaveLength(3)
  server.fault = {}
  await queue.flush()
  expect(server.stored.size).toBe(3)
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('waits as long as the server asks, also when the host asks to flush', async () => {
  const queue = open()
  addMany(queue, 1)
  server.fault = { status: 429, retryAfter: '120' }
  await queue.flush()
  server.fault = {}
  await queue.flush()
  expect(server.stored.size).toBe(0)
  clock.advance(119_999)
  expect(server.batches).toEqual([])
  clock.advance(1)
  await server.until(() => server.stored.size === 1)
  await queue.flush()
  queue.close()
})

test('drops what the server rejects and keeps the rest of the batch', async () => {
  const queue = open()
  server.fault = { reject: ({ properties }) => properties?.['bad'] === true }
  queue.add(event())
  queue.add(event({ bad: true }))
  queue.add(event())
  await queue.flush()
  expect(server.stored.size).toBe(2)
  expect(await queue.waiting()).toEqual([])
  expect(loss.take()).toEqual({ rejected: 1 })
  queue.close()
})

test('finds the one event that makes a request unreadable', async () => {
  const queue = open()
  addMany(queue, 3)
  server.fault = { status: 400 }
  await queue.flush()
  expect(loss.take()).toEqual({ refused: 3 })
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('stops at a refused key and keeps everything', async () => {
  const queue = open()
  addMany(queue, 2)
  server.fault = { status: 401 }
  await queue.flush()
  server.fault = {}
  await queue.flush()
  clock.advance(DAY)
  expect(server.batches).toEqual([])
  expect(refusals[0]).toBe(401)
  expect(await queue.waiting()).toHaveLength(2)
  queue.close()
})

test('drops the oldest when 10,000 wait, and counts them', async () => {
  const queue = open()
  server.fault = { cut: 'before' }
  const events = addMany(queue, 10_003)
  await queue.flush()
  const waiting = await queue.waiting()
  expect(waiting[0]?.messageId).toBe(events[3]?.messageId)
  expect(waiting).toHaveLength(10_000)
  expect(loss.take()).toEqual({ full: 3 })
  queue.close()
})

test('drops what has waited for 7 days, and counts it', async () => {
  const queue = open()
  server.fault = { cut: 'before' }
  addMany(queue, 25)
  await queue.flush()
  clock.advance(6 * DAY)
  const [young] = addMany(queue, 1)
  await queue.flush()
  clock.advance(DAY + 60_000)
  server.fault = {}
  await queue.flush()
  expect([...server.stored.keys()]).toEqual([young?.messageId])
  expect(loss.take()).toEqual({ expired: 25 })
  queue.close()
})

test('refuses an event over 32 KB, and counts it', async () => {
  const queue = open()
  addMany(queue, 1, { text: 'x'.repeat(33_000) })
  await queue.flush()
  expect(server.batches).toEqual([])
  expect(loss.take()).toEqual({ 'too-large': 1 })
  queue.close()
})

test('sends in small pieces when the page goes away, once for hiding and leaving', async () => {
  const queue = open()
  addMany(queue, 30, { text: 'x'.repeat(1000) })
  queue.leave()
  queue.leave()
  await server.until(() => server.stored.size === 30)
  expect(server.batches.flatMap(({ events }) => events)).toHaveLength(30)
  for (const { size } of server.batches) expect(size).toBeLessThanOrEqual(16_384)
  await queue.flush()
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('counts a lost report of losses again', async () => {
  const queue = open()
  server.fault = { cut: 'before' }
  queue.add({ ...event({ full: 4 }), event: 'espalier:dropped' })
  await queue.flush()
  clock.advance(8 * DAY)
  await queue.flush()
  expect(loss.take()).toEqual({ full: 4 })
  queue.close()
})

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
  server.stored.clear()
  server.fault = {}
  loss.take()
  let broken = false
  const faulty = (): Keep => {
    const disk = keepOnDisk('pk_test', clock)
    const guarded =
      <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        broken ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : work(...args)
    return keepSafely({
      put: put ?? guarded(disk.put),
      first: guarded(disk.first),
      remove: guarded(disk.remove),
      size: guarded(disk.size),
      close: disk.close,
    })
  }
  const opened = async (): Promise<Queue> => {
    const one = open(faulty())
    // A database that does not open in seconds is given up, and here weeks pass in no time.
    await one.waiting()
    return one
  }
  const act: Record<Step, () => unknown> = {
    track: async () => {
      queue.add(event({ n: tracked++ }))
      // The write begins in the same turn.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      if (broken) risky = true
    },
    flush: () => queue.flush(),
    'lose requests': () => (server.fault = { cut: 'before' }),
    'lose answers': () => (server.fault = { cut: 'after' }),
    reject: () => (server.fault = { reject: () => true }),
    heal: () => (server.fault = {}),
    'storage throws': () => (broken = true),
    'storage works': () => (broken = false),
    'a week passes': () => clock.advance(7 * DAY + 60_000),
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

  broken = false
  const waiting = (await queue.waiting()).map(({ properties }) => properties?.['n'])
  const lost = Object.values(loss.take() ?? {}).reduce((sum, count) => sum + count, 0)
  const stored = [...server.stored.values()].map(({ properties }) => properties?.['n'])
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
