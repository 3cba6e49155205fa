import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idOf, keptId } from './event-id.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** UUIDs, and what differs from one in a character or two. */
const near = fc
  .tuple(fc.uuid(), fc.array(fc.tuple(fc.nat(35), fc.constantFrom('-', 'g', 'A', 'f', '/', ':', '`', '\u0130', '0')), { maxLength: 2 }))
  .map(([id, changes]) => changes.reduce((text, [at, character]) => text.slice(0, at) + character + text.slice(at + 1), id))

it('SQLite keeps a UUID in lower case as its bytes, any other id as it is, and gives each back', () => {
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (id) => {
      const kept = keptId('sqlite', id)
      expect(Buffer.isBuffer(kept)).toBe(UUID.test(id))
      expect(idOf(kept)).toBe(id)
    }),
    { numRuns: 2000 },
  )
})

it('keeps the bytes in the order of the digits', () => {
  expect(keptId('sqlite', '01234567-89ab-cdef-0123-456789abcdef')).toEqual(Buffer.from('0123456789abcdef0123456789abcdef', 'hex'))
})

it('PostgreSQL keeps every id as text', () => {
  expect(keptId('postgres', '01234567-89ab-cdef-0123-456789abcdef')).toBe('01234567-89ab-cdef-0123-456789abcdef')
})
