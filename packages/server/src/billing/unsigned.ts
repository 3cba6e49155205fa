import { dayOf } from '@espalier/core'
import type { Store } from '../store/store.ts'

/** How long counts are gathered before they are written, milliseconds: anybody can send what is not signed. */
const PAUSE = 1000

/** Counts requests to the webhook whose signature was wrong. No request waits for it; a crash loses the counts of the last second. */
export interface Unsigned {
  /** `now`: epoch milliseconds. */
  add(now: number): void
  /** Resolves when everything that was added is kept. Rejects when the database refuses; it is tried again. */
  settled(): Promise<void>
}

/** A count over the store. */
export function createUnsigned(store: Pick<Store, 'transaction'>): Unsigned {
  let days = new Map<number, number>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const add = (day: number, times: number): void => {
    days.set(day, times + (days.get(day) ?? 0))
    timer ??= setTimeout(() => void settled().catch(() => undefined), PAUSE).unref()
  }
  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const all = [...days]
    days = new Map()
    if (all.length === 0) return
    try {
      await store.transaction(async (inner) => {
        for (const [day, times] of all) await inner.billing.countUnsigned(day, times)
      })
    } catch (error) {
      for (const [day, times] of all) add(day, times)
      throw error
    }
  }
  const settled = (): Promise<void> => (writing = writing.catch(() => undefined).then(write))
  return { add: (now) => add(dayOf(now), 1), settled }
}
