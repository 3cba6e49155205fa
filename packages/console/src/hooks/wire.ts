import { request } from '../api.ts'
import type { Refused } from '../delivery/wire.ts'

/** One message to the owner. Times are ISO 8601. */
export interface HookMessage {
  id: string
  type: string
  at: string
  attempts: number
  deliveredAt?: string
  failedAt?: string
  /** What came of the last attempt that failed, for example `http-500` or `timeout`. */
  problem?: string
  nextAt?: string
  /** Why events were refused, where the message tells of it; the most first. */
  reasons?: Refused[]
}

/** What an owner may choose to be told of. */
export const TOPICS = ['guardrails', 'leads', 'billing', 'counting', 'events'] as const
export type HookTopic = (typeof TOPICS)[number]

/** Where the owner is told, and the newest messages. */
export interface HookStatus {
  endpoint: { url: string; createdAt: string; topics: HookTopic[] } | null
  messages: HookMessage[]
  /** Only in the answer in which it was made. */
  secret?: string
}

/** Where the owner is told, and what became of the last messages. */
export function readHook(): Promise<HookStatus> {
  return request('GET', '/v1/hook')
}

/** Tells the owner at `url` from now on. */
export function saveHook(url: string, newSecret?: true): Promise<HookStatus> {
  return request('PUT', '/v1/hook', { url, ...(newSecret && { newSecret }) })
}

/** Tells the owner of these things alone. */
export function chooseTopics(url: string, topics: readonly HookTopic[]): Promise<HookStatus> {
  return request('PUT', '/v1/hook', { url, topics })
}

/** Tells nobody any more. */
export function removeHook(): Promise<HookStatus> {
  return request('DELETE', '/v1/hook')
}

/** Sends a message that means nothing. */
export function testHook(): Promise<HookStatus> {
  return request('POST', '/v1/hook/test')
}
