import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { HttpError } from './errors.ts'

/** Guards something that is worth guessing, such as a password. */
export interface Attempts {
  /** Counts one attempt against `name`; throws 429 with `Retry-After` when it has had too many. */
  count(name: string): Promise<void>
  /** Forgets the attempts of `name`, because it succeeded. */
  forget(name: string): Promise<void>
}

/** At most `points` attempts a name within `seconds`, in memory: a restart forgets, which is fine for slowing guesses down. */
export function createAttempts(points: number, seconds: number): Attempts {
  // Most servers start, and many days pass, without anybody who signs in.
  let opened: ReturnType<typeof open> | undefined
  const open = async () => {
    const { RateLimiterMemory, RateLimiterRes } = await import('rate-limiter-flexible')
    return { limiter: new RateLimiterMemory({ points, duration: seconds }), RateLimiterRes }
  }
  return {
    async count(name) {
      const { limiter, RateLimiterRes } = await (opened ??= open())
      try {
        await limiter.consume(name)
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        const wait = Math.ceil(refused.msBeforeNext / 1000)
        throw new HttpError(429, 'too-many-attempts', `too many attempts; try again in ${wait} s`, {
          headers: { 'retry-after': String(wait) },
        })
      }
    },
    async forget(name) {
      const { limiter } = await (opened ??= open())
      await limiter.delete(name)
    },
  }
}

/** Address of the other end of the connection; `local` where there is no connection. */
export function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}
