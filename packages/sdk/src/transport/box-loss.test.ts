// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../platform/storage.ts'
import { heldIn, ids, useBoxBench } from '../testing/box-bench.ts'
import { keepOnDisk } from './disk.ts'

const { bench, open } = useBoxBench()

test('gives up the oldest of more than 10,000, and counts them', async () => {
  const local = createMemoryStorage()
  const { box } = open(local, { queue: false })
  const events = bench.addMany(box, 10_002)
  expect(ids(await box.waiting())).toEqual(ids(events).slice(2))
  expect(local.read('lost')).toEqual({ full: 2 })
  box.close()
})

test('counts what no queue could send: too large, and not to be written', async () => {
  const local = createMemoryStorage()
  const { box } = open(local)
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  bench.addMany(box, 1, circle)
  bench.addMany(box, 1, { text: 'x'.repeat(33_000) })
  expect([local.read('lost'), await box.waiting()]).toEqual([{ unreadable: 1, 'too-large': 1 }, []])
  box.close()
})

test('deletes what waits when consent is withdrawn, on the disk too, and never writes there what it held', async () => {
  const local = createMemoryStorage()
  const before = open(local)
  bench.server.fault = { cut: 'before' }
  bench.addMany(before.box, 2)
  await before.box.flush()
  before.box.close()
  const { box } = open(local)
  bench.addMany(box, 3)
  box.close()
  local.clear()
  await box.drop('consent')
  expect([await keepOnDisk('pk_test', bench.clock).first(), local.read('lost'), heldIn(local)]).toEqual([[], { consent: 5 }, []])
})

test('deletes the whole disk where what could count is out of reach', async () => {
  const local = createMemoryStorage()
  const disk = keepOnDisk('pk_test', bench.clock)
  await disk.put([['one', '{}']])
  disk.close()
  const { box } = open(local, { queue: false })
  box.close()
  await box.drop('consent')
  await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]))
})
