import { HttpError, invalid } from '../http/errors.ts'
import { stripeEvent } from './stripe-event.ts'
import type { StripeEvent } from './stripe-event.ts'

/** How far the time of a signature may be from now, in seconds, in both directions. */
export const TOLERANCE = 300

/**
 * The event inside a signed request. Stripe's own library checks the signature and the age; it accepts times in the future,
 * which are refused here: a signature made for later would otherwise stay valid for as long as its maker liked.
 *
 * Throws 400 `signature-invalid` for a wrong signature and `invalid-event` for signed bytes that are no event.
 * @param body the request's bytes, unchanged
 * @param now epoch milliseconds
 */
export async function readStripeEvent(body: Uint8Array, signature: string | undefined, secret: string, now: number): Promise<StripeEvent> {
  const parsed = stripeEvent.safeParse(await verified(body, signature ?? '', secret, now))
  if (parsed.success) return parsed.data
  throw invalid(parsed.error, 'invalid-event')
}

/** What a signed request says, as parsed JSON. Throws 400 `signature-invalid`. */
export async function verified(body: Uint8Array, signature: string, secret: string, now: number): Promise<unknown> {
  // The library is large; servers without Stripe never load it.
  const { default: Stripe } = await import('stripe')
  let event: unknown
  try {
    event = await Stripe.webhooks.constructEventAsync(Buffer.from(body), signature, secret, TOLERANCE, undefined, now)
  } catch (error) {
    if (error instanceof SyntaxError) throw new HttpError(400, 'invalid-json', 'the body is not valid JSON', { expected: 'JSON' })
    throw refused(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '')
  }
  // Of several times the last one is the one that was signed.
  const signedAt = Number(
    signature
      .split(',')
      .findLast((part) => part.startsWith('t='))
      ?.slice(2),
  )
  if (!(signedAt - Math.floor(now / 1000) <= TOLERANCE)) throw refused('Timestamp in the future')
  return event
}

function refused(reason: string): HttpError {
  return new HttpError(400, 'signature-invalid', `stripe-signature: ${reason}`, {
    field: 'stripe-signature',
    expected: `a signature of the unchanged body, at most ${TOLERANCE} seconds old`,
  })
}
