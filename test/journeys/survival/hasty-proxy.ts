import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers for events before the server has kept them, as a server would that acknowledges before it commits. */
export interface HastyProxy {
  url: string
  /** Where it hands events on to, once it has answered. */
  target: string
  stop(): Promise<void>
}

/** Starts one on loopback before the server at `target`. */
export async function startHastyProxy(target: string): Promise<HastyProxy> {
  const server = createServer(async (incoming, answer) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const { batch } = JSON.parse(body.toString()) as { batch: { messageId: string }[] }
    answer.end(JSON.stringify({ results: batch.map(({ messageId }) => ({ messageId, status: 'accepted' })) }))
    const headers = { 'content-type': 'application/json', authorization: incoming.headers.authorization ?? '' }
    await fetch(`${proxy.target}/v1/batch`, { method: 'POST', headers, body }).catch(() => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: HastyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return proxy
}
