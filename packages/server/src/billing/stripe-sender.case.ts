import Stripe from 'stripe'
import type { Mode } from '../config.ts'
import { DEMO_STRIPE_SECRET } from '../deps.ts'
import { openApp } from '../open-app.case.ts'
import type { Answered, OpenApp } from '../open-app.case.ts'

/** Midnight of the day that the tests play on, in seconds. */
export const TODAY = Date.UTC(2026, 10, 22) / 1000

const PRICES: Readonly<Record<string, number>> = { pro: 4900, team: 9900, seat: 1000 }

/** A subscription as Stripe writes it. */
export function subscription(price = 'pro', quantity = 1, change: Record<string, unknown> = {}): Record<string, unknown> {
  const item = {
    id: 'si_1',
    object: 'subscription_item',
    quantity,
    price: {
      id: `price_${price}`,
      object: 'price',
      currency: 'usd',
      product: `prod_${price}`,
      unit_amount: PRICES[price] ?? 100,
      recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    },
  }
  return { id: 'sub_1', object: 'subscription', status: 'active', customer: 'cus_1', currency: 'usd', items: { data: [item] }, ...change }
}

/**
 * An event of a discount on what `cus_1` buys, or on what `change` names. The coupon is its id, as newer versions of the API write it, or
 * the whole.
 */
export function discountEvent(
  type: string,
  id: string,
  coupon: string | object,
  change: Record<string, unknown> = {},
  at = TODAY - 60,
): object {
  const object = { id, object: 'discount', customer: 'cus_1', start: at, end: null, source: { type: 'coupon', coupon }, ...change }
  return stripeEventOf(type, at, object)
}

let events = 0

/** An event around `object`; `before` becomes its `previous_attributes`. */
export function stripeEventOf(
  type: string,
  created: number,
  object: Record<string, unknown>,
  before?: Record<string, unknown>,
  change: object = {},
): object {
  const data = {
    object,
    ...(before ? { previous_attributes: { items: before['items'], status: before['status'], ...discountsOf(before) } } : {}),
  }
  return { id: `evt_${(events += 1)}`, object: 'event', api_version: '2026-07-29.dahlia', type, created, livemode: false, data, ...change }
}

function discountsOf({ discounts }: Record<string, unknown>): object {
  return discounts === undefined ? {} : { discounts }
}

/** A server that a Stripe account sends to; the catalogue sells `pro` and `team`, customer `cus_1` is the account `acme`. */
export interface StripeSender extends OpenApp {
  send(event: object): Promise<Answered>
  /** Status that each event gets, in the order of sending. */
  statuses(sent: readonly object[]): Promise<string[]>
}

export async function openSender({
  linked = true,
  mode = 'demo',
  clock = () => TODAY * 1000,
}: { linked?: boolean; mode?: Mode; clock?: () => number } = {}): Promise<StripeSender> {
  const open = await openApp({ clock, mode, config: { stripeSecret: DEMO_STRIPE_SECRET } })
  const plan = (id: string) => ({
    id,
    name: { en: id, ja: id },
    prices: [{ id, amount: PRICES[id] ?? 0, currency: 'USD', interval: 'month' as const, stripePrice: `price_${id}` }],
    features: {},
    kind: 'plan' as const,
  })
  await open.deps.store.workspace.saveCatalog({ features: [], plans: [plan('pro'), plan('team')] })
  if (linked) await open.deps.store.transaction((store) => store.billing.link('cus_1', 'acme'))
  const send = (event: object) => {
    const payload = JSON.stringify(event)
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload,
      secret: DEMO_STRIPE_SECRET,
      timestamp: Math.floor(clock() / 1000),
    })
    return open.call('POST', '/v1/stripe', payload, { key: null, headers: { 'stripe-signature': signature } })
  }
  return Object.assign(open, {
    send,
    async statuses(sent: readonly object[]) {
      const found: string[] = []
      for (const event of sent) found.push((await send(event)).body.status)
      return found
    },
  })
}
