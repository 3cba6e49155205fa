import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host's own domain. */
export interface Front {
  url: string
  /** Paths that were asked for, in order. */
  asked: string[]
  stop(): Promise<void>
}

/** Serves `pages` by path with a policy, and passes what is below `prefix` on to the server at `upstream`, as a host's proxy does. */
export async function startFront(options: {
  pages: Record<string, string>
  policy: string
  prefix: string
  upstream: string
}): Promise<Front> {
  const { pages, policy, prefix, upstream } = options
  const asked: string[] = []
  const server = createServer((from, to) => {
    const path = from.url ?? '/'
    asked.push(path)
    const page = pages[path.split(/[?#]/, 1)[0] ?? '']
    if (page !== undefined) {
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
      return void to.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy }).end(page)
    }
    if (!path.startsWith(prefix)) return void to.writeHead(204).end()
    const passed = request(
      new URL(path, upstream),
      { method: from.method, headers: { ...from.headers, host: new URL(upstream).host } },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(to)
      },
    )
    passed.on('error', () => to.destroy())
    from.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
