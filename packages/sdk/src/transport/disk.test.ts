// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import { createDelivery } from '../delivery.ts'
import { createTabLock } from '../platform/lock.ts'
import { createMemoryStorage } from '../platform/storage.ts'
import { useQueueBench } from '../testing/queue-bench.ts'
import { keepOnDisk } from './disk.ts'
import { createPost } from './post.ts'
import type { Queue } from './queue.ts'
import { sendOverHttp } from './send.ts'

const bench = useQueueBench()

/** Queues of so many pages of one browser. */
function openPages(count: number): Queue[] {
  const { clock, server } = bench
  const [local, lock] = [createMemoryStorage(), createTabLock()]
  return Array.from({ length: count }, (_, page) =>
    createDelivery({
      options: { key: 'pk_test', host: server.url },
      name: 'early:',
      own: `early:${page}`,
      mine: new Map(),
      last: undefined,
      local,
      send: sendOverHttp(createPost(server.url), 'pk_test', clock),
      lock,
      clock,
      report: () => undefined,
      onRefused: () => undefined,
    }),
  )
}

test('what somebody deletes from under pages is kept again by each that knows of it, and arrives once', async () => {
  bench.server.fault = { cut: 'before' }
  const pages = openPages(2)
  const ids = pages.flatMap((page) => bench.addMany(page, 3).map(({ messageId }) => messageId))
  for (const page of pages) await page.flush()
  const held = (): Promise<number> => keepOnDisk('pk_test', bench.clock).size()
  expect(await held()).toBe(6)
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('espalier').onsuccess = resolve
  })
  await vi.waitFor(async () => expect(await held()).toBe(6))
  bench.server.fault = {}
  for (const page of pages) await page.flush()
  const sent = bench.server.batches.flatMap(({ events }) => events.map(({ messageId }) => messageId))
  expect(sent.toSorted()).toEqual(ids.toSorted())
  expect(await Promise.all(pages.map((page) => page.waiting()))).toEqual([[], []])
  for (const page of pages) page.close()
})
