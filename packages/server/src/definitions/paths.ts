import type { Condition } from '@espalier/core/schema'

/** A fact that a condition reads, and where in the condition it stands, for example `$and[0].segment.big`. */
export interface Read {
  fact: string
  at: string
}

/** Every fact that a condition reads, with its place. */
export function readsIn(condition: Condition, at: string): Read[] {
  return Object.entries(condition).flatMap(([key, value]): Read[] => {
    const here = `${at}.${key}`
    if (key === '$not') return readsIn(value as Condition, here)
    if (key.startsWith('$')) return (value as Condition[]).flatMap((one, index) => readsIn(one, `${here}[${index}]`))
    return [{ fact: key, at: here }]
  })
}
