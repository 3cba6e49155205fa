// oxlint-disable no-restricted-imports -- tests run on Node
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Batch, EventResult, WireEvent } from '@espalier/core'
import type { Boot, BootRequest } from '@espalier/core/schema'

/** How the next answers go wrong. */
export interface Fault {
  /** `before`: the request is not read; `after`: what it holds is stored, and the answer is lost. */
  cut?: 'before' | 'after'
  status?: number
  /** With `status`: what somebody in between answers in the server's place. */
  body?: unknown
  retryAfter?: string
  /** Events that are answered `rejected`. */
  reject?: (event: WireEvent) => boolean
}

/** A small server on a real port that keeps the contract of `/v1/batch` and `/v1/boot`. */
export interface Receiver {
  url: string
  /** Events by id, each once, as first received. */
  stored: Map<string, WireEvent>
  batches: { size: number; events: WireEvent[]; type: string; token: string | undefined }[]
  /** Which tokens prove whom events name; all of them, and none at all, where it is missing. */
  accepts?: ((token: unknown) => boolean) | undefined
  boots: BootRequest[]
  /** What `/v1/boot` answers. */
  boot: Boot
  fault: Fault
  /** Resolves as soon as `test` holds; looks again after each request. */
  until(test: () => boolean): Promise<void>
  close(): Promise<void>
}

/** Starts a receiver that accepts everything. */
export async function startReceiver(boot: Boot): Promise<Receiver> {
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { fault } = receiver
      if (fault.cut === 'before') return request.socket.destroy()
      const text = Buffer.concat(chunks).toString()
      const answer = (status: number, body: unknown): void => {
        if (fault.cut === 'after') return void request.socket.destroy()
        response.writeHead(status, {
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'retry-after',
          'content-type': 'application/json',
          ...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
        })
        response.end(JSON.stringify(body))
      }
      if (fault.status !== undefined) answer(fault.status, fault.body ?? { error: { code: 'planned' } })
      else if (request.url === '/v1/boot') {
        receiver.boots.push(JSON.parse(text) as BootRequest)
        answer(200, receiver.boot)
      } else {
        const { batch, token } = JSON.parse(text) as Batch
        receiver.batches.push({ size: Buffer.byteLength(text), events: batch, type: request.headers['content-type'] ?? '', token })
        answer(200, { results: batch.map((event) => store(event, token)) })
      }
      for (const look of waiting) look()
    })
  })
  const store = (event: WireEvent, token: unknown): EventResult => {
    const { messageId } = event
    if (event.userId !== undefined && receiver.accepts?.(token) === false)
      return { messageId, status: 'rejected', error: { field: 'userId', message: 'planned', code: 'unsigned' } }
    if (receiver.fault.reject?.(event)) return { messageId, status: 'rejected', error: { field: 'event', message: 'planned' } }
    if (receiver.stored.has(messageId)) return { messageId, status: 'duplicate' }
    receiver.stored.set(messageId, event)
    return { messageId, status: 'accepted' }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: new Map(),
    batches: [],
    boots: [],
    boot,
    fault: {},
    until: (test) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!test()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return receiver
}
