import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createListener } from './listener.ts'

const LIMITS = { headers: 100, request: 200, idle: 10_000, look: 20 }

let server: ReturnType<typeof createListener>
let port: number
/** Fulfils the answer that is waited for. */
let answer = (_: Response) => {}

beforeEach(async () => {
  server = createListener(async (request) => {
    if (new URL(request.url).pathname === '/slow') return new Promise<Response>((resolve) => (answer = resolve))
    return new Response(await request.text().catch(() => 'cut'))
  }, LIMITS)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})

afterEach(async () => {
  server.closeAllConnections()
  server.close()
})

/** A connection on which `text` was sent, and what came back on it. */
function send(text: string) {
  const socket = connect(port, '127.0.0.1')
  // Whoever goes on to write hears that it was cut before it hears that it is closed.
  const closed = new Promise((resolve) => socket.once('close', resolve).on('error', () => {}))
  let answered = ''
  socket.setEncoding('utf8').on('data', (part: string) => (answered += part))
  socket.write(text)
  return { socket, closed, answered: () => answered }
}

describe('a connection', () => {
  it.each([
    ['headers that never end', 'GET / HTTP/1.1\r\nhost: a\r\nx-more: '],
    ['a body that never ends', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{'],
    ['a chunk that never ends', 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{'],
    ['nothing at all', ''],
  ])('is closed with %s', async (_, text) => {
    const { closed, answered } = send(text)
    await closed
    expect(answered()).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('is closed however often a drop of a body comes', async () => {
    const { socket, closed, answered } = send('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n')
    const drops = setInterval(() => socket.write('x'), 10)
    await closed
    clearInterval(drops)
    expect(answered()).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('waits for an answer that takes longer than a request may, and stays open for the next one', async () => {
    const { socket, answered } = send('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n')
    // Looked at after the slow one was sent, and cut by then.
    await send('GET / HTTP/1.1\r\nhost: a\r\nx-more: ').closed
    await send('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{').closed
    answer(new Response('late'))
    await expect.poll(answered).toMatch(/200 OK[^]*late/)
    await send('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{').closed
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nagain')
    await expect.poll(answered).toMatch(/200 OK[^]*late[^]*200 OK[^]*again/)
  })
})

it('gives a server half a minute for headers and a minute for a request, and keeps what is idle longer than proxies do', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout } = createListener(() => new Response())
  expect([headersTimeout, requestTimeout, keepAliveTimeout]).toEqual([30_000, 60_000, 65_000])
})
