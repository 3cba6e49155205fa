import type { LossReason } from '@espalier/core'
import { request } from '../api.ts'

/** How often events were refused for one reason at one field; the field is empty where the event as a whole is meant. */
export interface Refused {
  reason: 'unsigned' | 'erased' | 'too-large' | 'missing' | 'invalid'
  field: string
  events: number
}

/** Answer of `GET /v1/reports/losses`: what pages had to give up. */
export interface LossReport {
  /** First and last day, such as `2026-11-22`. */
  from: string
  to: string
  days: { day: string; reason: LossReason; events: number }[]
  /** Most first. */
  totals: { reason: LossReason; events: number }[]
  events: number
  /** What the server itself refused since it was started, ISO 8601; the most first. */
  refused: { since: string; events: number; reasons: Refused[] }
}

/** The last 30 days. */
export function readLosses(): Promise<LossReport> {
  return request('GET', '/v1/reports/losses')
}
