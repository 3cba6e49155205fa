// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../platform/storage.ts'
import { heldIn, ids, NAME, useBoxBench } from '../testing/box-bench.ts'
import { keepOnDisk } from './disk.ts'

const { bench, open, reports } = useBoxBench()

test('holds an event where it outlives its page before the turn ends, each page under a name of its own', async () => {
  const local = createMemoryStorage()
  const [one, two] = [open(local), open(local)]
  const events = [...bench.addMany(one.box, 2), ...bench.addMany(two.box, 1)]
  await Promise.resolve()
  expect(heldIn(local).toSorted()).toEqual(ids(events))
  expect(local.names()).toHaveLength(2)
  for (const { box } of [one, two]) box.close()
})

test('sends by itself before the server is asked, and fetches nothing for that', async () => {
  const local = createMemoryStorage()
  const { box, fetched } = open(local)
  const events = bench.addMany(box, 3)
  const empty = await new Promise((resolve) => void box.flush(async (nothing) => resolve(nothing)))
  expect([empty, [...bench.server.stored.keys()], await box.waiting()]).toEqual([true, ids(events), []])
  expect([local.names(), fetched(), bench.server.batches.length]).toEqual([[], 0, 1])
  box.close()
})

test('sends what another page left along with its own, oldest first, and fetches nothing for that', async () => {
  const local = createMemoryStorage()
  const before = open(local)
  const left = bench.addMany(before.box, 2)
  await Promise.resolve()
  before.box.close()
  const { box, fetched } = open(local)
  const events = bench.addMany(box, 1)
  const empty = await new Promise((resolve) => void box.flush(async (nothing) => resolve(nothing)))
  expect([empty, [...bench.server.stored.keys()], await box.waiting()]).toEqual([true, ids([...left, ...events]), []])
  expect([local.names(), fetched(), bench.server.batches.length]).toEqual([[], 0, 1])
  box.close()
})

test('what a page that is alive writes meanwhile stays where it is', async () => {
  const local = createMemoryStorage()
  const [alive, other] = [open(local), open(local)]
  const [sent] = bench.addMany(alive.box, 1)
  await Promise.resolve()
  const flushed = other.box.flush(async () => undefined)
  await bench.server.until(() => bench.server.stored.size === 1)
  const [late] = bench.addMany(alive.box, 1)
  await flushed
  expect(heldIn(local)).toEqual([sent?.messageId, late?.messageId])
  for (const { box } of [alive, other]) await box.flush().then(box.close)
  expect(bench.server.stored.size).toBe(2)
})

test('leaves it to the queue when something is too old or more than one request', async () => {
  const stale = createMemoryStorage()
  stale.write(`${NAME}other`, [['00000000-0000-7000-8000-000000000000', '{}']])
  const [old, large] = [open(stale), open(createMemoryStorage())]
  bench.addMany(large.box, 19, { text: 'x'.repeat(3000) })
  for (const { box, fetched } of [old, large]) {
    await box.flush(async () => undefined)
    expect(fetched()).toBe(1)
  }
  expect([bench.server.stored.size, reports]).toEqual([19, []])
  for (const { box } of [old, large]) box.close()
})

test('leaves it to the queue when something waits on the disk', async () => {
  const local = createMemoryStorage()
  const before = open(local)
  const left = bench.addMany(before.box, 2)
  await Promise.resolve()
  before.box.close()
  bench.server.fault = { cut: 'before' }
  const second = open(local)
  await second.box.flush(async () => undefined)
  second.box.close()
  expect([heldIn(local), (await keepOnDisk('pk_test', bench.clock).first()).map(([id]) => id)]).toEqual([[], ids(left)])
  bench.server.fault = {}
  const third = open(local)
  await third.box.flush(async () => undefined)
  expect([[...bench.server.stored.keys()], second.fetched(), third.fetched()]).toEqual([ids(left), 1, 1])
  third.box.close()
})

test('sends nothing twice when the host asks to flush while it sends', async () => {
  const { box, fetched } = open(createMemoryStorage())
  const events = bench.addMany(box, 3)
  await Promise.all([box.flush(async () => undefined), box.flush()])
  expect(bench.server.batches.flatMap((batch) => ids(batch.events))).toEqual(ids(events))
  expect(fetched()).toBe(1)
  box.close()
})

test('leaves to the queue what the server rejects, which counts it', async () => {
  const local = createMemoryStorage()
  const { box, fetched } = open(local)
  bench.server.fault = { reject: () => true }
  bench.addMany(box, 1)
  await box.flush(async () => undefined)
  expect([await box.waiting(), reports, fetched()]).toEqual([[], [{ rejected: 1 }], 1])
  box.close()
})

test('shows a refused key once, however often it is asked to send, and keeps everything', async () => {
  const local = createMemoryStorage()
  const { box } = open(local)
  let asked = 0
  bench.server.fault = {
    status: 401,
    get body() {
      return { error: { code: 'key', times: (asked += 1) } }
    },
  }
  bench.addMany(box, 2)
  await box.flush(async () => undefined)
  await box.flush(async () => undefined)
  await box.flush()
  box.leave()
  expect([asked, bench.refusals, (await box.waiting()).length]).toEqual([1, [401], 2])
  box.close()
})

test('sends by itself 3 seconds after the first event, and what came meanwhile 3 seconds later', async () => {
  const local = createMemoryStorage()
  const { box, fetched } = open(local)
  const stored = (): string[] => [...bench.server.stored.keys()]
  const early = bench.addMany(box, 19)
  bench.clock.advance(2999)
  expect(stored()).toEqual([])
  bench.clock.advance(1)
  await bench.server.until(() => stored().length === 19)
  const late = bench.addMany(box, 1)
  await vi.waitFor(() => expect(heldIn(local)).toEqual(ids(late)))
  expect(stored()).toEqual(ids(early))
  bench.clock.advance(3000)
  await vi.waitFor(() => expect(heldIn(local)).toEqual([]))
  expect([stored(), fetched(), bench.clock.timers()]).toEqual([ids([...early, ...late]), 0, 0])
  box.close()
})

test('fetches the queue at once for 20 events', async () => {
  const { box, fetched } = open(createMemoryStorage())
  bench.addMany(box, 20)
  bench.clock.advance(0)
  await bench.server.until(() => bench.server.stored.size === 20)
  expect(fetched()).toBe(1)
  await box.flush()
  box.close()
})

test('leaves to the queue what had no answer, and the telling of a loss', async () => {
  const local = createMemoryStorage()
  const { box, fetched } = open(local)
  bench.addMany(box, 1)
  bench.server.fault = { cut: 'before' }
  bench.clock.advance(3000)
  await vi.waitFor(() => expect(fetched()).toBe(1))
  bench.server.fault = {}
  await box.flush()
  box.close()

  const next = open(local)
  bench.addMany(next.box, 1, { text: 'x'.repeat(40_000) })
  bench.addMany(next.box, 1)
  bench.clock.advance(3000)
  await vi.waitFor(() => expect(reports).toEqual([{ 'too-large': 1 }]))
  expect([next.fetched(), bench.server.stored.size]).toEqual([1, 2])
  next.box.close()
})

test('waits as long as the server asks, although another sends then', async () => {
  const { box } = open(createMemoryStorage())
  bench.addMany(box, 1)
  bench.server.fault = { status: 429, retryAfter: '120' }
  await box.flush(async () => undefined)
  bench.server.fault = {}
  await box.flush()
  bench.clock.advance(119_000)
  await box.flush()
  expect(bench.server.stored.size).toBe(0)
  bench.clock.advance(1000)
  await bench.server.until(() => bench.server.stored.size === 1)
  await box.flush()
  box.close()
})

test('sends what fits into one small request when the page goes away, once for hiding and leaving', async () => {
  const local = createMemoryStorage()
  const { box, fetched } = open(local)
  const events = bench.addMany(box, 19, { text: 'x'.repeat(1000) })
  box.leave()
  box.leave()
  await bench.server.until(() => bench.server.batches.length === 1)
  await vi.waitFor(() => expect(heldIn(local)).toHaveLength(19 - bench.server.stored.size))
  const [batch, ...more] = bench.server.batches
  expect(more).toEqual([])
  expect(batch?.size).toBeLessThanOrEqual(16_384)
  expect([...ids(batch?.events ?? []), ...heldIn(local)]).toEqual(ids(events))
  expect(fetched()).toBe(0)
  box.close()
})

test('keeps for the next page what was sent at the end without an answer', async () => {
  const local = createMemoryStorage()
  const { box } = open(local)
  const events = bench.addMany(box, 2)
  bench.server.fault = { cut: 'after' }
  box.leave()
  box.close()
  await bench.server.until(() => bench.server.stored.size === 2)
  expect(heldIn(local)).toEqual(ids(events))
})

test('holds events and tries again, ever later, while the queue cannot be fetched', async () => {
  const reach = { queue: false }
  const local = createMemoryStorage()
  const { box, fetched } = open(local, reach)
  const events = bench.addMany(box, 150)
  await box.flush()
  expect([fetched(), heldIn(local), (await box.waiting()).length]).toEqual([1, ids(events).slice(0, 100), 150])
  bench.clock.advance(1499)
  expect(fetched()).toBe(1)
  bench.clock.advance(1)
  await vi.waitFor(() => expect(bench.clock.timers()).toBe(1))
  reach.queue = true
  bench.clock.advance(2999)
  expect(fetched()).toBe(2)
  bench.clock.advance(1)
  await bench.server.until(() => bench.server.stored.size === 150)
  await box.flush()
  expect([await box.waiting(), heldIn(local)]).toEqual([[], []])
  box.close()
})
