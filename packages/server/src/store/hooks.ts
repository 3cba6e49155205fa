/** Where the owner wants to be told of what happens. */
export interface HookEndpoint {
  url: string
  /** `whsec_` and the key in base64. */
  secret: string
  /** Epoch milliseconds. */
  createdAt: number
  /** What they want to be told of; all where it is missing. */
  topics?: readonly HookTopic[]
}

/** What an owner may choose to be told of. */
export const HOOK_TOPICS = ['guardrails', 'leads', 'billing', 'counting', 'events'] as const
export type HookTopic = (typeof HOOK_TOPICS)[number]

/** One message to the owner. Times are epoch milliseconds. */
export interface HookMessage {
  /** Stays the same however often it is sent. */
  id: string
  /** For example `campaign.paused`. */
  type: string
  at: number
  /** The JSON that is sent, byte by byte. */
  body: string
  attempts: number
  /** When it is sent next, while it is not delivered. */
  nextAt: number
  deliveredAt?: number
  failedAt?: number
  /** What came of the last attempt that failed: `http-500`, `timeout`, … */
  problem?: string
}

/** Messages to the owner: they are kept in the transaction of what they tell of, and until somebody took them. */
export interface HookStore {
  endpoint(): Promise<HookEndpoint | undefined>
  /** Undefined takes it away, with all that is not delivered. */
  saveEndpoint(endpoint: HookEndpoint | undefined): Promise<void>
  /** Puts a message at the end of the line. Call it in a transaction. */
  append(message: Pick<HookMessage, 'id' | 'type' | 'at' | 'body'>): Promise<void>
  /** Which of these ids are in line or were delivered, as far back as messages are kept. */
  known(ids: readonly string[]): Promise<Set<string>>
  /** When a message of this type was put in line last; undefined where none is known any more. Epoch milliseconds. */
  lastOf(type: string): Promise<number | undefined>
  /** What is not delivered, in the order in which it was put in line. */
  waiting(limit: number): Promise<HookMessage[]>
  /** Makes all that rests after a failure due now, except what a server sends in this moment. `rests`: how long one rests, milliseconds. */
  hurry(now: number, rests: readonly number[]): Promise<void>
  /** Takes a message that is due for oneself until a time; false where another server was faster. */
  claim(id: string, now: number, until: number): Promise<boolean>
  /** Writes down what came of an attempt. */
  tried(id: string, outcome: { deliveredAt: number } | { failedAt: number; problem: string; nextAt: number }): Promise<void>
  /** The newest messages first, delivered or not. */
  latest(limit: number): Promise<HookMessage[]>
  /** Forgets what was delivered before a time. */
  forget(before: number): Promise<void>
}
