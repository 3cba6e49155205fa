import { dayOf } from '@espalier/core'
import type { ProofCount } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import type { Judgement } from './judge.ts'

/** How long counts are gathered before they are written, milliseconds. */
const PAUSE = 1000

/** Counts who proved whom they named. No request waits for it; a crash loses the counts of the last second. */
export interface Tally {
  /** `now`: epoch milliseconds. */
  add(judgement: Pick<Judgement, 'kind' | 'reason'>, now: number): void
  /** Resolves when everything that was added is kept. Rejects when the database refuses; it is tried again. */
  settled(): Promise<void>
}

/** A tally over the store. */
export function createTally(store: Pick<Store, 'transaction'>): Tally {
  let counts = new Map<string, ProofCount>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const add = (one: ProofCount): void => {
    const key = `${one.day} ${one.kind} ${one.reason}`
    counts.set(key, { ...one, times: one.times + (counts.get(key)?.times ?? 0) })
    timer ??= setTimeout(() => void settled().catch(() => undefined), PAUSE).unref()
  }
  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const all = [...counts.values()]
    counts = new Map()
    if (all.length === 0) return
    try {
      await store.transaction((inner) => inner.identity.count(all))
    } catch (error) {
      all.forEach(add)
      throw error
    }
  }
  const settled = (): Promise<void> => (writing = writing.catch(() => undefined).then(write))
  return { add: ({ kind, reason }, now) => add({ day: dayOf(now), kind, reason, times: 1 }), settled }
}
