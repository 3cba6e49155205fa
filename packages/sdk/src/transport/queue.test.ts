// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../platform/storage.ts'
import { useQueueBench } from '../testing/queue-bench.ts'
import { keepOnDisk } from './disk.ts'
import { keepSafely } from './keep.ts'

const DAY = 86_400_000
const bench = useQueueBench()

test('sends 20 events once their burst had time to end, and fewer after 3 seconds', async () => {
  const queue = bench.open()
  bench.addMany(queue, 19)
  bench.clock.advance(2000)
  bench.addMany(queue, 1)
  bench.clock.advance(199)
  expect(bench.server.batches).toEqual([])
  bench.clock.advance(1)
  await bench.server.until(() => bench.server.batches.length === 1)
  expect(bench.server.batches[0]?.events).toHaveLength(20)
  await queue.flush()
  bench.addMany(queue, 1)
  bench.clock.advance(3000)
  await bench.server.until(() => bench.server.batches.length === 2)
  queue.close()
})

test('keeps events in order and requests small', async () => {
  const queue = bench.open()
  const events = bench.addMany(queue, 50, { text: 'あ'.repeat(1500) })
  await queue.flush()
  expect([...bench.server.stored.keys()]).toEqual(events.map(({ messageId }) => messageId))
  for (const { size } of bench.server.batches) expect(size).toBeLessThanOrEqual(32_768)
  queue.close()
})

test('sends what an earlier page could not', async () => {
  const before = bench.open()
  bench.server.fault = { cut: 'before' }
  const [kept] = bench.addMany(before, 1)
  await before.flush()
  before.close()
  bench.server.fault = {}
  const after = bench.open()
  await after.flush()
  expect([...bench.server.stored.keys()]).toEqual([kept?.messageId])
  expect(await after.waiting()).toEqual([])
  after.close()
})

test('sends again when the answer was lost, and the server keeps one', async () => {
  const queue = bench.open()
  bench.addMany(queue, 3)
  bench.server.fault = { cut: 'after' }
  await queue.flush()
  expect(await queue.waiting()).toHaveLength(3)
  bench.server.fault = {}
  await queue.flush()
  expect(bench.server.stored.size).toBe(3)
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('waits as long as the server asks, also when the host asks to flush', async () => {
  const queue = bench.open()
  bench.addMany(queue, 1)
  bench.server.fault = { status: 429, retryAfter: '120' }
  await queue.flush()
  bench.server.fault = {}
  await queue.flush()
  expect(bench.server.stored.size).toBe(0)
  bench.clock.advance(119_999)
  expect(bench.server.batches).toEqual([])
  bench.clock.advance(1)
  await bench.server.until(() => bench.server.stored.size === 1)
  await queue.flush()
  queue.close()
})

test('drops what the server rejects and keeps the rest of the batch', async () => {
  const queue = bench.open()
  bench.server.fault = { reject: ({ properties }) => properties?.['bad'] === true }
  queue.add(bench.event())
  queue.add(bench.event({ bad: true }))
  queue.add(bench.event())
  await queue.flush()
  expect(bench.server.stored.size).toBe(2)
  expect(await queue.waiting()).toEqual([])
  expect(bench.loss.take()).toEqual({ rejected: 1 })
  queue.close()
})

test('finds the one event that makes a request unreadable', async () => {
  const queue = bench.open()
  bench.addMany(queue, 3)
  bench.server.fault = { status: 400 }
  await queue.flush()
  expect(bench.loss.take()).toEqual({ refused: 3 })
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('does not wait for what another tab has sent', async () => {
  const [one, two] = [bench.open(), bench.open()]
  bench.addMany(one, 3)
  await one.waiting()
  await two.flush()
  expect(bench.server.stored.size).toBe(3)
  await one.flush()
  expect(await one.waiting()).toEqual([])
  one.close()
  two.close()
})

test('keeps what somebody else than the server refuses', async () => {
  const queue = bench.open()
  bench.addMany(queue, 2)
  bench.server.fault = { status: 404, body: { message: 'no such page behind this proxy' } }
  await queue.flush()
  expect(await queue.waiting()).toHaveLength(2)
  bench.server.fault = {}
  await queue.flush()
  expect(bench.server.stored.size).toBe(2)
  expect(bench.loss.take()).toBeUndefined()
  queue.close()
})

test('stops at a refused key and keeps everything', async () => {
  const queue = bench.open()
  bench.addMany(queue, 2)
  bench.server.fault = { status: 401 }
  await queue.flush()
  bench.server.fault = {}
  await queue.flush()
  bench.clock.advance(DAY)
  expect(bench.server.batches).toEqual([])
  expect(bench.refusals[0]).toBe(401)
  expect(await queue.waiting()).toHaveLength(2)
  queue.close()
})

test('drops the oldest when 10,000 wait, and counts them', async () => {
  const queue = bench.open()
  bench.server.fault = { cut: 'before' }
  const events = bench.addMany(queue, 10_003)
  await queue.flush()
  const waiting = await queue.waiting()
  expect(waiting[0]?.messageId).toBe(events[3]?.messageId)
  expect(waiting).toHaveLength(10_000)
  expect(bench.loss.take()).toEqual({ full: 3 })
  queue.close()
})

test('drops what has waited for 7 days, and counts it', async () => {
  const queue = bench.open()
  bench.server.fault = { cut: 'before' }
  bench.addMany(queue, 25)
  await queue.flush()
  bench.clock.advance(6 * DAY)
  const [young] = bench.addMany(queue, 1)
  await queue.flush()
  bench.clock.advance(DAY + 60_000)
  bench.server.fault = {}
  await queue.flush()
  expect([...bench.server.stored.keys()]).toEqual([young?.messageId])
  expect(bench.loss.take()).toEqual({ expired: 25 })
  queue.close()
})

test('keeps on the disk what came while the disk was full, as soon as it takes it', async () => {
  const disk = keepOnDisk('pk_test', bench.clock)
  let full = true
  const queue = bench.open(
    keepSafely(
      { ...disk, put: (events) => (full ? Promise.reject(new Error('full')) : disk.put(events)) },
      createMemoryStorage(),
      'early:',
      'early:1',
    ),
  )
  bench.server.fault = { cut: 'before' }
  const [first] = bench.addMany(queue, 1)
  await queue.flush()
  expect(await disk.first()).toEqual([])
  full = false
  const [second] = bench.addMany(queue, 1)
  await queue.flush()
  expect((await disk.first()).map(([id]) => id)).toEqual([first?.messageId, second?.messageId])
  queue.close()
})

test('loses nothing of a page that dies before the disk is open', async () => {
  const disk = keepOnDisk('pk_test', bench.clock)
  const local = createMemoryStorage()
  const opening = keepSafely({ ...disk, put: () => new Promise<void>(() => undefined) }, local, 'early:', 'early:1')
  const events = bench.addMany(bench.open(opening), 2)
  await vi.waitFor(() => expect(local.read('early:1')).toHaveLength(2))
  const queue = bench.open(keepSafely(disk, local, 'early:', 'early:2'))
  await queue.flush()
  expect([...bench.server.stored.keys()]).toEqual(events.map(({ messageId }) => messageId))
  expect([local.names(), await disk.first()]).toEqual([[], []])
  queue.close()
})

test('refuses an event over 32 KB, and counts it', async () => {
  const queue = bench.open()
  bench.addMany(queue, 1, { text: 'x'.repeat(33_000) })
  await queue.flush()
  expect(bench.server.batches).toEqual([])
  expect(bench.loss.take()).toEqual({ 'too-large': 1 })
  queue.close()
})

test('sends in small pieces when the page goes away, once for hiding and leaving', async () => {
  const queue = bench.open()
  bench.addMany(queue, 30, { text: 'x'.repeat(1000) })
  queue.leave()
  queue.leave()
  await bench.server.until(() => bench.server.stored.size === 30)
  expect(bench.server.batches.flatMap(({ events }) => events)).toHaveLength(30)
  for (const { size } of bench.server.batches) expect(size).toBeLessThanOrEqual(16_384)
  await queue.flush()
  expect(await queue.waiting()).toEqual([])
  queue.close()
})

test('halves what the browser refuses when the page goes away, and counts none as delivered without an answer', async () => {
  const ask = globalThis.fetch
  let refused = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    // What another request of the page leaves of the 64 KiB.
    if (!init.keepalive || String(init.body).length <= 5000) return ask(url, init)
    refused++
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  const queue = bench.open()
  bench.addMany(queue, 30, { text: 'x'.repeat(1000) })
  bench.server.fault = { cut: 'after' }
  queue.leave()
  await bench.server.until(() => bench.server.stored.size === 30)
  expect(refused).toBeGreaterThan(2)
  for (const { size } of bench.server.batches) expect(size).toBeLessThanOrEqual(5000)
  expect(await queue.waiting()).toHaveLength(30)
  vi.unstubAllGlobals()
  bench.server.fault = {}
  await queue.flush()
  expect(await queue.waiting()).toEqual([])
  expect(bench.server.stored.size).toBe(30)
  queue.close()
})

test('does not halve while the server is out of reach', async () => {
  const queue = bench.open()
  bench.addMany(queue, 30, { text: 'x'.repeat(1000) })
  bench.server.fault = { cut: 'before' }
  await queue.flush()
  let attempts = 0
  vi.stubGlobal('fetch', () => {
    attempts++
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  queue.leave()
  await queue.waiting()
  expect(attempts).toBe(3)
  vi.unstubAllGlobals()
  queue.close()
})

test('sends 101 events in a row with at most 3 requests, also when they come in bursts', async () => {
  const queue = bench.open()
  const look = bench.event({ plan: 'x'.repeat(200) })
  for (let burst = 0; burst < 6; burst++) {
    for (let n = burst * 20; n < Math.min(101, burst * 20 + 20); n++) queue.add({ ...look, messageId: bench.event().messageId })
    bench.clock.advance(100)
    if (burst === 1) await bench.server.until(() => bench.server.batches.length === 1)
  }
  bench.clock.advance(3000)
  await queue.flush()
  expect(bench.server.stored.size).toBe(101)
  expect(bench.server.batches.length).toBeLessThanOrEqual(3)
  queue.close()
})

test('counts a lost report of losses again', async () => {
  const queue = bench.open()
  bench.server.fault = { cut: 'before' }
  queue.add({ ...bench.event({ full: 4 }), event: 'espalier:dropped' })
  await queue.flush()
  bench.clock.advance(8 * DAY)
  await queue.flush()
  expect(bench.loss.take()).toEqual({ full: 4 })
  queue.close()
})
