import { keepOnDisk } from './disk.ts'
import { keepInMemory, keepSafely } from './keep.ts'
import { createLock } from '../platform/lock.ts'
import type { ClientOptions } from '../options.ts'
import type { Storage } from '../platform/storage.ts'
import type { TokenSources } from '../tokens.ts'
import { createPost, type Post } from './post.ts'
import { postSigned } from './post-signed.ts'
import { createQueue, type Queue, type QueueParts } from './queue.ts'
import { retry } from './retry.ts'
import { sendOverHttp } from './send.ts'

/** The way to the server: requests, and the queue that sends events by them. */
export interface Transport {
  post: Post
  queue: Queue
}

/**
 * Wires the way to the server. Events wait on disk, in memory where nothing may outlive the page; `local` holds them until the
 * disk is open. `sign` is called when there is a
 * token to send with a request: it makes what posts with tokens over a plain post.
 */
export function createTransport(
  { key, host, persistence }: ClientOptions,
  sources: TokenSources,
  sign: (plain: Post) => Promise<Post>,
  local: Storage,
  parts: Omit<QueueParts, 'keep' | 'send' | 'lock'>,
): Transport {
  const { clock } = parts
  const plain = createPost(host.replace(/\/+$/, ''))
  const post = postSigned(plain, sources, () => sign(plain))
  const queue = createQueue({
    ...parts,
    keep: persistence === 'memory' ? keepInMemory() : keepSafely(keepOnDisk(key, clock), local, `early:${key}`),
    send: retry(sendOverHttp(post, key, clock), clock, Math.random),
    lock: createLock(`espalier:${key}`),
  })
  return { post, queue }
}
