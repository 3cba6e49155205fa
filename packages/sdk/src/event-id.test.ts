import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventId, timeOfEventId } from './event-id.ts'

test('makes version 7 ids that never repeat and sort in the order in which they were made, even when the clock jumps back', () => {
  const moments = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_002 }), { maxLength: 9000 })
  fc.assert(
    fc.property(moments, (times) => {
      const ids = times.map((time) => createEventId(time))
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.toSorted()).toEqual(ids)
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }),
    { numRuns: 30 },
  )
})

test('tells the time of an id', () => {
  const now = Date.parse('2026-11-22T09:00:00.123Z')
  expect(timeOfEventId(createEventId(now))).toBe(now)
})
