import type { Engine } from './engine.ts'

/** An event's id as it is kept: SQLite keeps a UUID as its 16 bytes, which are less than half of its text, in the row and in the index. */
export function keptId(engine: Engine, id: string): string | Buffer {
  return (engine === 'sqlite' ? bytesOf(id) : undefined) ?? id
}

const HYPHEN = 45

/** The bytes of a UUID in lower case, as the SDK makes them. Digit by digit: patterns and buffers of text cost more than the look-up of the id. */
function bytesOf(id: string): Buffer | undefined {
  if (id.length !== 36) return undefined
  const bytes = Buffer.allocUnsafe(16)
  let next = 0
  for (let index = 0; index < 36; index += 2) {
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (id.charCodeAt(index) !== HYPHEN) return undefined
      index += 1
    }
    const digits = digitOf(id.charCodeAt(index)) * 16 + digitOf(id.charCodeAt(index + 1))
    if (Number.isNaN(digits)) return undefined
    bytes[next++] = digits
  }
  return bytes
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 97 && code <= 102 ? code - 87 : Number.NaN
}

/** The id of an event from what is kept. */
export function idOf(kept: string | Uint8Array): string {
  if (typeof kept === 'string') return kept
  const hex = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
