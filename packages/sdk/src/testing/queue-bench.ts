// oxlint-disable no-restricted-imports -- tests run on Node
import 'fake-indexeddb/auto'
import type { WireEvent } from '@espalier/core'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, vi } from 'vitest'
import { createEventId } from '../event-id.ts'
import { createLoss, type Loss } from '../loss.ts'
import { createTabLock } from '../platform/lock.ts'
import { createMemoryStorage } from '../platform/storage.ts'
import { keepOnDisk } from '../transport/disk.ts'
import { type Keep, keepSafely } from '../transport/keep.ts'
import { createPost } from '../transport/post.ts'
import { createQueue, type Queue } from '../transport/queue.ts'
import { retry } from '../transport/retry.ts'
import { sendOverHttp } from '../transport/send.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { sampleBoot } from './sample-boot.ts'

/** Everything that a queue stands between, made anew for each test. */
export interface QueueBench {
  server: Receiver
  clock: ManualClock
  loss: Loss
  /** Statuses of refused keys. */
  refusals: number[]
  /** A queue over the disk that all queues of a test share. */
  open(keep?: Keep): Queue
  event(properties?: Record<string, unknown>): WireEvent
  addMany(queue: Queue, count: number, properties?: Record<string, unknown>): WireEvent[]
}

/** Sets up before each test of a file and ends afterwards. */
export function useQueueBench(): QueueBench {
  const bench = {
    open: (keep = keepSafely(keepOnDisk('pk_test', bench.clock), createMemoryStorage(), 'early:', 'early:own')): Queue =>
      createQueue({
        keep,
        send: retry(sendOverHttp(createPost(bench.server.url), 'pk_test', bench.clock), bench.clock),
        loss: bench.loss,
        lock: createTabLock(),
        clock: bench.clock,
        onSent: () => undefined,
        onRefused: (status) => bench.refusals.push(status),
      }),
    event: (properties = {}) => {
      const now = bench.clock.now()
      return { type: 'track', event: 'Happened', messageId: createEventId(now), timestamp: new Date(now).toISOString(), properties }
    },
    addMany: (queue, count, properties) => {
      const events = Array.from({ length: count }, () => bench.event(properties))
      for (const one of events) queue.add(one)
      return events
    },
  } as QueueBench

  beforeEach(async () => {
    // Between the shortest and the longest that chance makes of a pause.
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    globalThis.indexedDB = new IDBFactory()
    bench.server = await startReceiver(sampleBoot())
    bench.clock = createManualClock()
    bench.loss = createLoss(createMemoryStorage())
    bench.refusals = []
  })
  afterEach(() => {
    vi.restoreAllMocks()
    return bench.server.close()
  })
  return bench
}
