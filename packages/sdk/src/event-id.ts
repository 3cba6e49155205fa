/** A clock that is set back by more than this is followed; a smaller jump is smoothed. */
const JUMP_MS = 10_000

let newest = 0
let count = 0
/** Randomness for some ids: fetching it costs as much for many as for one. */
const pool = new Uint32Array(64)
let taken = pool.length

/**
 * A UUIDv7: 48 bits of time, a counter of 12, then randomness, so that the ids of a page sort in the order in which they were
 * made. Source: RFC 9562, sections 5.7 and 6.2 (method 1).
 */
export function createEventId(now: number): string {
  if (now > newest || now < newest - JUMP_MS) {
    newest = now
    count = 0
  } else if (++count > 4095) {
    newest++
    count = 0
  }
  const digits = random()
  const time = hex(newest, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count, 3)}-8${digits.slice(0, 3)}-${random()}${digits.slice(4)}`
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
