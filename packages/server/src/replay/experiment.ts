import { EVENTS, HELD_OUT } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import type { WireEvent } from '@espalier/core'
import type { Customer } from './customers.ts'

const DAY = 86_400_000
/** The replay ends today: events older than 30 days would be moved by the server. */
const STARTED_BEFORE = 20 * DAY

const content = (title: string, body: string, label: string) => ({ title, body, action: { label } })

/** The experiment as a campaign whose arms come from outside: a third of the customers each, for two weeks. */
export const EXPERIMENT = {
  id: 'hillstrom-email',
  name: 'Hillstrom e-mail experiment',
  motion: 'cross-sell',
  problemSolved: 'Customers of the past year do not know which merchandise is new.',
  widget: {
    kind: 'card',
    slot: 'newsletter',
    content: {
      en: content('New merchandise is in', 'A look at what came in since your last order.', 'Have a look'),
      ja: content('新しい商品が入りました', '前回のご注文のあとに入った商品をご覧いただけます。', '商品を見る'),
    },
  },
  cadence: { show: 'once' },
  assignment: 'external',
  variants: [{ id: 'mens' }, { id: 'womens' }],
  goal: { kind: 'external', windowDays: 14 },
} as const satisfies CampaignInput

/** When the e-mails of the replay went out, epoch milliseconds. */
export function sentAt(now: number): number {
  return Math.floor((now - STARTED_BEFORE) / DAY) * DAY
}

const iso = (at: number) => new Date(at).toISOString()

/** The moment at which an e-mail went out, or would have gone out to a customer who was held out. */
export function toExposure(customer: Customer, start: number): object {
  return { campaign: EXPERIMENT.id, account: accountOf(customer), arm: customer.arm, at: iso(start), before: customer.history }
}

/** What a customer did: the e-mail counts as shown, a visit to the shop as engagement. */
export function toEvents(customer: Customer, version: number, start: number): WireEvent[] {
  const account = accountOf(customer)
  const event = (name: string, at: number): WireEvent => ({
    type: 'track',
    messageId: `${account}:${name}`,
    timestamp: iso(at),
    userId: account,
    event: name,
    properties: { campaign: EXPERIMENT.id, version },
    context: { groupId: account },
  })
  return [
    ...(customer.arm === HELD_OUT ? [] : [event(EVENTS.shown, start)]),
    ...(customer.visited ? [event(EVENTS.engaged, start + DAY)] : []),
  ]
}

/** A purchase, with the spend as money. */
export function toConversions(customer: Customer, start: number): object[] {
  if (!customer.converted) return []
  const account = accountOf(customer)
  return [{ id: `${account}:order`, account, campaign: EXPERIMENT.id, at: iso(start + 2 * DAY), mrr: customer.spend, currency: 'USD' }]
}

function accountOf({ number }: Customer): string {
  return `hillstrom-${String(number).padStart(5, '0')}`
}
