import { subscriptionEvent } from './subscription-event.ts'
import type { SubscriptionChange } from './subscription-event.ts'

/** Sends one signed request to the webhook and answers with its response. */
export type PostWebhook = (body: string, headers: Record<string, string>) => Promise<Response> | Response

/**
 * Signs the change as Stripe does and hands it to the webhook. Rejects with the webhook's own words when it refuses.
 * The library is loaded here, because most starts of the server never need it.
 */
export async function postStripeEvent(change: SubscriptionChange, secret: string, now: number, post: PostWebhook): Promise<void> {
  const { default: Stripe } = await import('stripe')
  const payload = JSON.stringify(subscriptionEvent(change, Stripe.API_VERSION))
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(now / 1000) })
  const response = await post(payload, { 'content-type': 'application/json', 'stripe-signature': signature })
  if (!response.ok) throw new Error(`the webhook answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
}
