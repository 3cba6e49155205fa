import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { HttpError } from '../http/errors.ts'

/** The address that this request reached the server at: taken from the socket, because a Host header may name anybody. */
export function ownAddress(c: Context): string {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket
  if (!socket?.localAddress) throw new HttpError(400, 'no-connection', 'this needs a connection over the network')
  const host = socket.localAddress.includes(':') ? `[${socket.localAddress}]` : socket.localAddress
  return `http://${host}:${socket.localPort}`
}
