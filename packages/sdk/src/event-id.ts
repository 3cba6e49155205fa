/** A clock that is set back by more than this is followed; a smaller jump is smoothed. */
const JUMP_MS = 10_000

let newest = 0
let count = 0
/** What the ids of one millisecond begin and end with: ids of one page differ by the counter, those of two pages by what is random. */
let [head, tail] = ['', '']
/** Fetching randomness costs as much for many as for one. */
const pool = new Uint32Array(64)
let taken = pool.length

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
  const [time, digits] = [hex(at, 12), random()]
  head = `${time.slice(0, 8)}-${time.slice(8)}-7`
  tail = `-8${digits.slice(0, 3)}-${random()}${digits.slice(4)}`
}

function random(): string {
  if (taken === pool.length) {
    crypto.getRandomValues(pool)
    taken = 0
  }
  return hex(pool[taken++] ?? 0, 8)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

/** The time in a UUIDv7, epoch milliseconds. */
export function timeOfEventId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
