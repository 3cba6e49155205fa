import { randomUUID } from 'node:crypto'
import type { HookTopic } from '../store/hooks.ts'
import type { Store } from '../store/store.ts'

/** What the owner is told of, and what they choose it by; whoever tries an address always hears. */
const TOPICS = {
  'campaign.paused': 'guardrails',
  'campaign.split': 'guardrails',
  'lead.passed': 'leads',
  'fault.stripe-signature': 'billing',
  'fault.stripe-unreadable': 'billing',
  'fault.price-unknown': 'billing',
  'fault.price-tiered': 'billing',
  'fault.discount-unread': 'billing',
  'fault.rate-missing': 'billing',
  'fault.account-missing': 'billing',
  'fault.counting-failed': 'counting',
  'fault.events-rejected': 'events',
  test: undefined,
} as const satisfies Record<string, HookTopic | undefined>
type HookType = keyof typeof TOPICS

/**
 * Puts a message to the owner in line, where somebody wants to be told of its kind. Call it in the transaction of what it tells of: both are kept, or
 * nothing. True where there is somebody to tell.
 * @param now epoch milliseconds
 * @param id of the message, where what it tells of has one
 */
export async function tell(
  { hooks }: Pick<Store, 'hooks'>,
  type: HookType,
  data: object,
  now: number,
  id: string = `msg_${randomUUID()}`,
): Promise<boolean> {
  const endpoint = await hooks.endpoint()
  const topic = TOPICS[type]
  if (!endpoint || (topic && endpoint.topics && !endpoint.topics.includes(topic))) return false
  const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data })
  await hooks.append({ id, type, at: now, body })
  return true
}
