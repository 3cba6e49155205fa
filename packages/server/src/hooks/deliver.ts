import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import type { HookEndpoint, HookMessage } from '../store/hooks.ts'
import { lookupPublic } from './public-address.ts'
import { signatureOf } from './sign.ts'
import { readTarget } from './target.ts'

/** How long one attempt may take, milliseconds. */
const PATIENCE = 15_000

/** Names for what goes wrong on the way. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'private-address': 'private-address',
  ABORT_ERR: 'timeout',
  ENOTFOUND: 'no-such-host',
  EAI_AGAIN: 'no-such-host',
}

/**
 * Sends a message once, signed as Standard Webhooks asks for. Undefined where it was taken, else the name of what went wrong, for example
 * `http-500` or `timeout`. Redirects are not followed: they could lead where the address may not.
 * @param now epoch milliseconds
 * @param open where the operator allows private addresses and plain http
 * @param stop ends the attempt
 */
export async function deliver(
  { url: address, secret }: HookEndpoint,
  { id, body }: Pick<HookMessage, 'id' | 'body'>,
  now: number,
  open: boolean,
  stop: AbortSignal,
): Promise<string | undefined> {
  const target = readTarget(address, open)
  if ('problem' in target) return 'private-address'
  const { url } = target
  const timestamp = Math.floor(now / 1000)
  const status = await new Promise<number | string>((done) => {
    const send = url.protocol === 'http:' ? plain : secure
    const sent = send(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), stop]),
      ...(!open && { lookup: lookupPublic }),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Espalier',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf(secret, id, timestamp, body),
      },
    })
    sent.once('error', (error: NodeJS.ErrnoException) => done(problemOf(error)))
    sent.once('response', (answer) => {
      done(answer.statusCode ?? 0)
      // Nobody reads what is answered, however long it is.
      answer.destroy()
    })
    sent.end(body)
  })
  if (typeof status === 'string') return status
  return status >= 200 && status < 300 ? undefined : `http-${status}`
}

function problemOf({ code = '' }: NodeJS.ErrnoException): string {
  return PROBLEMS[code] ?? (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code) ? 'certificate' : 'unreachable')
}
