import type { Attention } from '@espalier/core'

/** Older than its window, what was spent is kept for so long, in case somebody asks about a moment that has passed. Milliseconds. */
const SPARE = 86_400_000

/** What impressions cost the attention of their owners, within a window before any later moment. Times are epoch milliseconds. */
export interface Spendings {
  add(owner: string, one: Attention): void
  /** What one owner spent becomes another's. */
  move(from: string, to: string): void
  /** What was spent within the window before `now`, oldest first. */
  since(owner: string, now: number): Attention[]
}

/** Nothing was spent yet. Nothing is kept that is out of the window for good, so that a long past takes no more room than a short one. */
export function createSpendings(window: number): Spendings {
  const byOwner = new Map<string, Attention[]>()
  const add = (owner: string, one: Attention): void => {
    const list = byOwner.get(owner)
    if (!list) {
      byOwner.set(owner, [one])
      return
    }
    // Nearly all come in the order of their times.
    list.splice(firstAfter(list, one[0]), 0, one)
    const oldest = (list.at(-1)?.[0] ?? 0) - window - SPARE
    while ((list[0]?.[0] ?? Infinity) <= oldest) list.shift()
  }
  return {
    add,
    move(from, to) {
      for (const one of byOwner.get(from) ?? []) add(to, one)
      byOwner.delete(from)
    },
    since(owner, now) {
      const list = byOwner.get(owner)
      return list ? list.slice(firstAfter(list, now - window)) : []
    },
  }
}

/** The index of the first that is later than `at`. */
function firstAfter(list: readonly Attention[], at: number): number {
  return list.findLastIndex(([time]) => time <= at) + 1
}
