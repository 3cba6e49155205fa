/** A page of those who are meant, and how many there are in all. */
export interface PageOfMany {
  total: number
  who: number[]
}

/**
 * Those who are meant, by the latest time first and at one time by number, from `offset` on and at most `limit`. Of a million only those
 * around the page are put in order one by one.
 * @param when by number
 */
export function pageOf(isMeant: (one: number) => boolean, when: Float64Array, offset: number, limit: number): PageOfMany {
  const times = when.filter((_, one) => isMeant(one)).toSorted()
  const total = times.length
  if (offset >= total) return { total, who: [] }
  const latest = times[total - 1 - offset] ?? 0
  const earliest = times[Math.max(total - offset - limit, 0)] ?? 0
  const near: number[] = []
  let later = 0
  for (let one = 0; one < when.length; one++) {
    const at = when[one] ?? 0
    if (at < earliest || !isMeant(one)) continue
    if (at > latest) later += 1
    else near.push(one)
  }
  near.sort((one, other) => (when[other] ?? 0) - (when[one] ?? 0) || one - other)
  return { total, who: near.slice(offset - later, offset - later + limit) }
}
