import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNow } from './clock.ts'

test('follows the clock, never goes back, and goes on evenly where the clock is set back', () => {
  const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: -86_400_000, max: 86_400_000 })))
  fc.assert(
    fc.property(steps, (jumps) => {
      let shown = 1_700_000_000_000
      const now = createNow(() => shown)
      let before = now()
      expect(before).toBe(shown)
      for (const jump of jumps) {
        shown += jump
        const after = now()
        expect(after - before).toBe(Math.max(0, jump))
        before = after
      }
    }),
  )
})
