import type { Engine } from './engine.ts'

/** A UUID in lower case, as the SDK makes them. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An event's id as it is kept: SQLite keeps a UUID as its 16 bytes, which are less than half of its text, in the row and in the index. */
export function keptId(engine: Engine, id: string): string | Buffer {
  return engine === 'sqlite' && UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id
}

/** The id of an event from what is kept. */
export function idOf(kept: string | Uint8Array): string {
  if (typeof kept === 'string') return kept
  const hex = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
