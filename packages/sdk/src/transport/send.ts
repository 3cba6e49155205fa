import type { BatchAnswer, EventResult } from '@espalier/core'
import type { Clock } from '../platform/clock.ts'
import type { Waiting } from './keep.ts'
import type { Answer, Post } from './post.ts'

/** What became of one attempt. Without `results` nothing is known to be stored. */
export interface Reply extends Answer {
  results?: EventResult[]
  /** So long nothing else is tried, in milliseconds. */
  waitMs?: number
}

/** Makes one attempt to hand events to the server. Never rejects. */
export type Send = (events: readonly Waiting[], leaving?: boolean) => Promise<Reply>

/** Sends over HTTP as one batch, `sentAt` stamped at each attempt. */
export function sendOverHttp(post: Post, key: string, clock: Clock): Send {
  return async (events, leaving) => {
    const head = JSON.stringify({ writeKey: key, sentAt: new Date(clock.now()).toISOString() })
    const answer: Reply = await post('/v1/batch', `${head.slice(0, -1)},"batch":[${events.map(([, json]) => json).join()}]}`, leaving)
    const results = (answer.body as BatchAnswer | undefined)?.results
    return answer.status === 200 && Array.isArray(results) ? { ...answer, results } : answer
  }
}
