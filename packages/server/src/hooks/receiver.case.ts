import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as the receiver got it. */
export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A server of somebody else that takes messages. */
export interface Receiver extends AsyncDisposable {
  url: string
  received: Received[]
  /** When so many requests have come. */
  arrived(count: number): Promise<void>
  /** How the next requests are answered, in turn; 200 when none are left. */
  answers: (number | 'never')[]
}

/** Opens a receiver on a port of its own. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const answers: Receiver['answers'] = []
  const waiting: { count: number; done: () => void }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    for (const { count, done } of waiting) if (received.length >= count) done()
    const status = answers.shift() ?? 200
    if (status === 'never') return
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    received,
    answers,
    arrived: (count) => new Promise((done) => (received.length >= count ? done() : waiting.push({ count, done }))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
