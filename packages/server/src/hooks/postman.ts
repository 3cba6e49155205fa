import type { Logger } from 'pino'
import type { HookMessage } from '../store/hooks.ts'
import type { Store } from '../store/store.ts'
import { deliver } from './deliver.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long after each failed attempt the next one comes; after the last of them once a day. Source: Standard Webhooks, "Retries". */
export const RESTS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY]
/** Who takes a message has this long to say what came of it. */
const HOLD = MINUTE
/** Messages that one look reads. */
const MANY = 100
/** How long delivered messages are listed. */
const MEMORY = 30 * DAY

/** Sends messages to the owner. */
export interface Postman {
  /** Sends what is due, in the order in which it was put in line; resolves when that is done. */
  look(): Promise<void>
  /** Something was put in line: looks at once, without anybody waiting for it. */
  soon(): void
  /** Looks every so often, until `settled`. */
  every(ms: number): void
  /** When what is being sent is done; nothing begins any more. */
  settled(): Promise<void>
}

/** What the postman needs. `open`: the operator allows private addresses and plain http. */
interface Employer {
  store: Store
  clock: () => number
  log: Logger
  open: boolean
  /** Puts in line what happened meanwhile and nobody put there at the time. */
  gather: () => Promise<void>
}

/**
 * One message after another: what comes later waits for what failed before it, so that a receiver hears of things in their order. A message
 * that was refused for days steps aside for the others; it is tried once a day until somebody takes it.
 */
export function createPostman({ store, clock, log, open, gather }: Employer): Postman {
  let running: Promise<void> = Promise.resolve()
  let again: NodeJS.Timeout | undefined
  let schedule: NodeJS.Timeout | undefined
  const stop = new AbortController()

  /** False where it was not taken. */
  const send = async (message: HookMessage): Promise<boolean> => {
    const endpoint = await store.hooks.endpoint()
    const now = clock()
    if (!endpoint || !(await store.hooks.claim(message.id, now, now + HOLD))) return false
    const problem = await deliver(endpoint, message, now, open, stop.signal)
    // Whoever runs next takes it up; this attempt says nothing about the receiver.
    if (problem !== undefined && stop.signal.aborted) return false
    const at = clock()
    if (problem === undefined) {
      await store.hooks.tried(message.id, { deliveredAt: at })
      await store.hooks.forget(at - MEMORY)
      return true
    }
    const rest = RESTS[message.attempts] ?? DAY
    await store.hooks.tried(message.id, { failedAt: at, problem, nextAt: at + rest })
    log.warn({ message: message.id, type: message.type, problem, attempts: message.attempts + 1 }, 'a webhook was not taken')
    if (rest <= MINUTE) wake(rest)
    return false
  }
  const lookOnce = async (): Promise<void> => {
    if (!(await store.hooks.endpoint())) return
    await gather()
    for (const message of await store.hooks.waiting(MANY)) {
      if (stop.signal.aborted) return
      const aside = message.attempts > RESTS.length
      if (message.nextAt > clock()) {
        if (aside) continue
        return
      }
      if (!(await send(message)) && !aside) return
    }
  }
  const look = (): Promise<void> => {
    const looked = running.then(lookOnce)
    running = looked.catch(() => undefined)
    return looked
  }
  const run = (): void => {
    if (!stop.signal.aborted) look().catch((error: unknown) => log.error({ err: error }, 'messages to the owner cannot be sent'))
  }
  const wake = (rest: number): void => {
    clearTimeout(again)
    again = setTimeout(run, rest).unref()
  }
  return {
    look,
    soon: run,
    every(ms) {
      schedule = setInterval(run, ms).unref()
    },
    async settled() {
      stop.abort()
      clearTimeout(again)
      clearInterval(schedule)
      await running
    },
  }
}
