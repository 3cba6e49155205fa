import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function createHookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/**
 * The signature of a message: HMAC-SHA256 over `id.timestamp.body`, as `v1,` and base64.
 * Source: Standard Webhooks 1.0, "Signature scheme".
 * @param timestamp whole seconds since the epoch
 */
export function signatureOf(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
