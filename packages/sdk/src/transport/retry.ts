import type { Clock } from '../platform/clock.ts'
import type { Answer } from './post.ts'
import type { Reply, Send } from './send.ts'

const FIRST_MS = 1000
const LONGEST_MS = 300_000

/** Events are given up when they have waited for so long. */
export const OLDEST_MS = 7 * 86_400_000

/** Milliseconds to wait after the `failures`th failure in a row: doubling from 1 s to 5 min, half of it by `dice` (0 to 1). */
export function backOff(failures: number, dice: number = Math.random()): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + dice / 2)
}

/** True when the same request may succeed later: no answer, a timeout, too many requests, an error of the server. */
export function isTemporary(status: number): boolean {
  return status < 200 || status === 408 || status === 429 || status > 499
}

/** True when the server takes nothing by this key, now or later. */
export function isRefused(reply: Reply | undefined): boolean {
  return reply?.status === 401 || reply?.status === 403
}

/**
 * Adds to each failed attempt how long to wait (`waitMs`), at least what `Retry-After` asks for. Until a `Retry-After` has passed,
 * it answers without asking the server. `last` is what became of an attempt that was made before; a refusal is not asked for twice.
 */
export function retry(send: Send, clock: Clock, last?: Reply): Send {
  let failures = 0
  let closedUntil = last ? clock.now() + patienceOf(last) : 0
  return async (events, leaving) => {
    if (last && isRefused(last)) return last
    const closedMs = closedUntil - clock.now()
    if (closedMs > 0) return { status: 429, waitMs: closedMs }
    const reply = await send(events, leaving)
    if (!isTemporary(reply.status)) {
      failures = 0
      return reply
    }
    const patience = patienceOf(reply)
    if (patience) closedUntil = clock.now() + patience
    return { ...reply, waitMs: Math.max(patience, backOff(++failures)) }
  }
}

/** What `Retry-After` asks for, seconds or a date, in milliseconds. */
function patienceOf({ retryAfter }: Answer): number {
  return retryAfter ? Math.max(0, Number(retryAfter) * 1000 || Date.parse(retryAfter) - Date.now() || 0) : 0
}
