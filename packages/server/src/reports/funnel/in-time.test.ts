import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inTime } from './in-time.ts'

it('puts times in order, those that are equal as they came, however far apart they are', () => {
  const time = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -8e15, max: 8e15 }))
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const places = [...times.keys()]
      const sorted = places.toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other)
      const found = inTime(times)
      expect(found ? [...Array.from(found)] : places).toEqual(sorted)
    }),
  )
})
