import type { ClientOptions } from './options.ts'
import { createLoss } from './loss.ts'
import type { Clock } from './platform/clock.ts'
import type { Lock } from './platform/lock.ts'
import type { Storage } from './platform/storage.ts'
import type { Handover } from './transport/box.ts'
import { keepOnDisk } from './transport/disk.ts'
import { keepInMemory, keepSafely } from './transport/keep.ts'
import { createQueue, type Queue } from './transport/queue.ts'
import { retry } from './transport/retry.ts'
import type { Send } from './transport/send.ts'

/** What the queue needs of the client. */
export interface DeliveryParts extends Handover {
  options: ClientOptions
  /** Names of what waits in `local` begin with it. */
  name: string
  local: Storage
  send: Send
  lock: Lock
  clock: Clock
  /** Tells how many events were lost, by reason. */
  report(lost: Record<string, number>): void
  /** The server refused for good (key, status). */
  onRefused(status: number): void
}

/**
 * Makes the queue that takes over from the box of a page: it keeps events on disk, in memory where nothing may outlive the page, and sends
 * until the server has answered for each.
 */
export function createDelivery({ options, name, own, mine, last, local, send, lock, clock, report, onRefused }: DeliveryParts): Queue {
  const loss = createLoss(local)
  const disk = options.persistence === 'memory' ? keepInMemory() : keepOnDisk(options.key, clock, () => queue.keepAgain())
  const queue = createQueue({
    keep: keepSafely(disk, local, name, own),
    send: retry(send, clock, last),
    loss,
    lock,
    clock,
    mine,
    onSent: () => {
      const lost = loss.take()
      if (lost) report(lost)
    },
    onRefused,
  })
  return queue
}
