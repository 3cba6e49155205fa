import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** One request, over and over. */
export interface Question {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** Connections to one route that stay open for a while, as those of a proxy in front of a server do. */
export interface Load {
  /** Asks so many times a second for so many seconds. Milliseconds from when each request was due until its answer had been read. */
  run(rate: number, seconds: number): Promise<number[]>
}

/** Connections that are open before the first request is due; more are opened when all of them wait. */
const READY = 16

const HEAD_END = '\r\n\r\n'

/**
 * A client that does no more than it must: it writes the same bytes each time, reads status and length of an answer and counts the rest
 * of it. One that reads answers as clients do takes the processors for as long as what it asks.
 */
export function createLoad({ url, headers, body }: Question): Load {
  const { hostname, port, pathname } = new URL(url)
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers, 'content-length': `${Buffer.byteLength(body)}` })
  const head = [`POST ${pathname} HTTP/1.1`, ...lines.map((line) => line.join(': '))].join('\r\n')
  const request = Buffer.from(`${head}${HEAD_END}${body}`)

  return {
    async run(rate, seconds) {
      const all: Connection[] = []
      const open = (): Connection => {
        const connection = openConnection(Number(port), hostname)
        all.push(connection)
        return connection
      }
      const idle = Array.from({ length: READY }, open)
      const ask = async (due: number): Promise<number> => {
        const connection = idle.pop() ?? open()
        await connection.ask(request)
        const millis = performance.now() - due
        idle.push(connection)
        return millis
      }
      try {
        await Promise.all(idle.map(({ socket }) => once(socket, 'connect')))
        const asked: Promise<number>[] = []
        const start = performance.now() + 20
        for (let index = 0; index < rate * seconds; index++) {
          const due = start + (index * 1000) / rate
          const early = due - performance.now()
          if (early > 0) await wait(early)
          asked.push(ask(due))
        }
        return await Promise.all(asked)
      } finally {
        // A server closes what nobody used for some seconds; a request must not meet that moment.
        for (const { socket } of all) socket.destroy()
      }
    },
  }
}

interface Connection {
  readonly socket: Socket
  /** Resolves when an answer with status 200 has come to its end. One question at a time. */
  ask(request: Buffer): Promise<void>
}

function openConnection(port: number, host: string): Connection {
  const socket = connect({ port, host, noDelay: true })
  let asked: { resolve: () => void; reject: (error: Error) => void } | undefined
  let head = ''
  /** Bytes of the body that are still to come; undefined until the head has been read. */
  let missing: number | undefined

  const settle = (error?: Error) => {
    const { resolve, reject } = asked ?? {}
    asked = undefined
    head = ''
    missing = undefined
    if (error) reject?.(error)
    else resolve?.()
  }

  socket.on('data', (chunk) => {
    if (missing === undefined) {
      head += chunk.toString('latin1')
      const end = head.indexOf(HEAD_END)
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]
      if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
        settle(new Error(`expected status 200 and a length, got ${head.slice(0, end)}`))
        return
      }
      missing = Number(length) - (head.length - end - HEAD_END.length)
    } else missing -= chunk.length
    if (missing <= 0) settle()
  })
  socket.on('error', settle)
  socket.on('close', () => settle(new Error('the connection was closed')))

  return {
    socket,
    ask: (request) =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject }
        socket.write(request)
      }),
  }
}
