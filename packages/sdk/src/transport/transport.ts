import type { DeliveryParts } from '../delivery.ts'
import type { LoadPart } from '../part.ts'
import { createLock } from '../platform/lock.ts'
import type { TokenSources } from '../tokens.ts'
import { createBox, type Handover } from './box.ts'
import { createPost, type Post } from './post.ts'
import { postSigned } from './post-signed.ts'
import type { Queue } from './queue.ts'
import { sendOverHttp } from './send.ts'

/** The way to the server: requests, and the queue that sends events by them. */
export interface Transport {
  post: Post
  queue: Queue
}

/** What the way to the server needs of the client. */
export interface TransportParts extends Pick<DeliveryParts, 'options' | 'local' | 'clock' | 'report' | 'onRefused'> {
  sources: TokenSources
  /** Called when there is a token to send with a request: makes what posts with tokens over a plain post. */
  sign(plain: Post): Promise<Post>
  loadPart: LoadPart
}

/** Wires the way to the server. */
export function createTransport({ options, sources, sign, loadPart, local, clock, report, onRefused }: TransportParts): Transport {
  const { key, host } = options
  const plain = createPost(host.endsWith('/') ? host.slice(0, -1) : host)
  const post = postSigned(plain, sources, () => sign(plain))
  const name = `early:${key}:`
  const send = sendOverHttp(post, key, clock)
  const lock = createLock(`espalier:${key}`)
  const load = async () => {
    const { createDelivery } = await loadPart('delivery')
    return (handover: Handover) => createDelivery({ options, local, clock, report, onRefused, name, send, lock, ...handover })
  }
  return { post, queue: createBox({ name, storage: local, send, lock, clock, load }) }
}
