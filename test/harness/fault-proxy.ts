import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What becomes of a request: `pass`; `cut` before the server reads it; `lose` its answer, after the server has done what it asks;
 * `busy`: 503 with `Retry-After: 1`; `slow`: answered after 200 ms.
 */
export type Fate = 'pass' | 'cut' | 'lose' | 'busy' | 'slow'

/** Stands between pages and the server, and spoils what it is told to. */
export interface FaultProxy {
  url: string
  /** Asked for each request; `pass` by default. */
  fate: (path: string) => Fate
  /** How often each fate was met. */
  met: Record<Fate, number>
  stop(): Promise<void>
}

/** Starts a proxy on loopback before the server at `target`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const server = createServer((request, response) => void serve(request, response))
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    const fate = proxy.fate(request.url ?? '/')
    proxy.met[fate]++
    if (fate === 'cut') return void request.socket.destroy()
    if (fate === 'busy') {
      response.writeHead(503, {
        'retry-after': '1',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after',
      })
      return void response.end()
    }
    const { method, headers, url } = request
    const onward = ask(`${target}${url}`, { method, headers }, (answer) => {
      if (fate === 'lose') return answer.resume().on('end', () => request.socket.destroy())
      const pass = (): void => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      }
      if (fate === 'slow') setTimeout(pass, 200)
      else pass()
    })
    onward.on('error', () => request.socket.destroy())
    onward.end(Buffer.concat(chunks))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fate: () => 'pass',
    met: { pass: 0, cut: 0, lose: 0, busy: 0, slow: 0 },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return proxy
}
