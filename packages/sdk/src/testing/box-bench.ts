import { beforeEach } from 'vitest'
import { createDelivery } from '../delivery.ts'
import { createTabLock } from '../platform/lock.ts'
import type { Storage } from '../platform/storage.ts'
import { type BoxParts, createBox } from '../transport/box.ts'
import type { Waiting } from '../transport/keep.ts'
import { createPost } from '../transport/post.ts'
import type { Queue } from '../transport/queue.ts'
import { sendOverHttp } from '../transport/send.ts'
import { type QueueBench, useQueueBench } from './queue-bench.ts'

/** Names of boxes in the storage begin with it. */
export const NAME = 'early:pk_test:'

/** Boxes on everything that a queue stands between, made anew for each test. */
export interface BoxBench {
  bench: QueueBench
  /** What queues told of losses. */
  reports: Record<string, number>[]
  /** A page's box over `local`, and how often the queue was fetched for it. `reach`: whether that can be fetched. */
  open(local: Storage, reach?: { queue: boolean }): { box: Queue; fetched: () => number }
}

/** Gives every test of a file boxes of its own. */
export function useBoxBench(): BoxBench {
  const bench = useQueueBench()
  const reports: Record<string, number>[] = []
  beforeEach(() => void reports.splice(0))
  const open: BoxBench['open'] = (local, reach = { queue: true }) => {
    let fetched = 0
    const { clock } = bench
    const shared = { name: NAME, send: sendOverHttp(createPost(bench.server.url), 'pk_test', clock), lock: createTabLock(), clock }
    const load: BoxParts['load'] = async () => {
      fetched++
      if (!reach.queue) throw new TypeError('Failed to fetch dynamically imported module')
      return (handover) =>
        createDelivery({
          ...shared,
          ...handover,
          options: { key: 'pk_test', host: bench.server.url },
          local,
          report: (lost) => reports.push(lost),
          onRefused: (status) => bench.refusals.push(status),
        })
    }
    return { box: createBox({ ...shared, storage: local, load }), fetched: () => fetched }
  }
  return { bench, reports, open }
}

/** Ids of what the boxes in a storage hold. */
export function heldIn(local: Storage): string[] {
  return local.names().flatMap((name) => {
    const held = local.read<unknown>(name)
    return name.startsWith(NAME) && Array.isArray(held) ? (held as Waiting[]).map(([id]) => id) : []
  })
}

/** Ids of events. */
export function ids(events: { messageId: string }[]): string[] {
  return events.map(({ messageId }) => messageId)
}
