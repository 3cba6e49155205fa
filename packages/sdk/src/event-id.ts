/** A clock that is set back by more than this is followed; a smaller jump is smoothed. */
const JUMP_MS = 10_000

let newest = 0
let count = 0
/** What the ids of one millisecond begin and end with: ids of one page differ by the counter, those of two pages by what is random. */
let head = ''
let tail = ''
/** Fetching randomness costs as much for many as for one. */
const pool = new BigUint64Array(32)
let taken = 0

/**
 * A UUIDv7: 48 bits of time, a counter of 12, then randomness, so that the ids of a page sort in the order in which they were
 * made. Source: RFC 9562, sections 5.7 and 6.2 (method 1).
 */
export function createEventId(now: number): string {
  if (now > newest || now < newest - JUMP_MS) begin(now)
  else if (++count > 4095) begin(newest + 1)
  return head + hex(count, 3) + tail
}

function begin(at: number): void {
  newest = at
  count = 0
  if (taken === 0) crypto.getRandomValues(pool)
  const [time, digits] = [hex(at, 12), hex(pool[taken] ?? 0, 16)]
  taken = (taken + 1) % pool.length
  head = `${time.slice(0, 8)}-${time.slice(8)}-7`
  tail = `-8${digits.slice(1, 4)}-${digits.slice(4)}`
}

function hex(value: number | bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

/** The time in a UUIDv7, epoch milliseconds. */
export function timeOfEventId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
