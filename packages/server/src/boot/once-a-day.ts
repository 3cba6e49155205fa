/** More than this many are forgotten at once: asking twice costs one small write. */
const MOST = 100_000

/** True the first time that it is asked about `key` on a day, in days since the epoch. */
export type OnceADay = (key: string, day: number) => boolean

/** A memory of one process. */
export function createOnceADay(): OnceADay {
  const seen = new Set<string>()
  let today = -1
  return (key, day) => {
    if (day !== today || seen.size >= MOST) seen.clear()
    today = day
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}
