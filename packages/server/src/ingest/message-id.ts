import { randomFillSync } from 'node:crypto'

const SIZE = 16
/** Random bytes for many ids: asking for them costs far more than they do. */
const pool = Buffer.alloc(256 * SIZE)
let used = pool.length

/** A new id for an event whose sender gave none: UUID version 7 (RFC 9562), so that ids sort by time. */
export function createMessageId(now: number): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, (used += SIZE))
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
