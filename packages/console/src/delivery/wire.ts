import type { LossReason } from '@espalier/core'
import { request } from '../api.ts'

/** Answer of `GET /v1/reports/losses`: what pages had to give up. */
export interface LossReport {
  /** First and last day, such as `2026-11-22`. */
  from: string
  to: string
  days: { day: string; reason: LossReason; events: number }[]
  /** Most first. */
  totals: { reason: LossReason; events: number }[]
  events: number
}

/** The last 30 days. */
export function readLosses(): Promise<LossReport> {
  return request('GET', '/v1/reports/losses')
}
