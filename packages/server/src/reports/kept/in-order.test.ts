import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byCodePoint } from '../../store/by-code-point.ts'
import { InOrder } from './in-order.ts'

it('lists everything in order, each with what was put in last, whenever somebody looks', () => {
  const id = fc.constantFrom('', 'a', 'b', 'ba', 'c', 'z', '\u{1f331}', '\ufffd', '\ud800')
  const step = fc.oneof(fc.record({ id, value: fc.integer() }), fc.constant('look' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const kept = new InOrder<{ id: string; value: number }>()
      const plain = new Map<string, { id: string; value: number }>()
      const seen: unknown[] = []
      const expected: unknown[] = []
      for (const one of [...steps, 'look' as const]) {
        if (one === 'look') {
          seen.push([...kept.list])
          expected.push([...plain.values()].toSorted((left, right) => byCodePoint(left.id, right.id)))
        } else {
          kept.put(one)
          plain.set(one.id, one)
          seen.push(kept.get(one.id))
          expected.push(one)
        }
      }
      expect(seen).toEqual(expected)
    }),
  )
})
