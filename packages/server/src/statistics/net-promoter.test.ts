import fc from 'fast-check'
import { expect, it } from 'vitest'
import { netPromoter } from './net-promoter.ts'

it('is the share of promoters minus the share of detractors, in points', () => {
  const found = netPromoter([1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2])
  expect([found.n, found.nps]).toEqual([10, 20])
  expect(found.margin).toBeGreaterThan(0)
})

it('has neither score nor margin without answers', () => {
  expect(netPromoter([])).toEqual({ n: 0, nps: null, margin: null })
})

it('lies between -100 and 100, is never certain, and gets surer with more answers that are alike', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 11, maxLength: 11 }), (scores) => {
      fc.pre(scores.some((count) => count > 0))
      const [few, many] = [netPromoter(scores), netPromoter(scores.map((count) => count * 100))]
      expect(Math.abs(few.nps ?? 101)).toBeLessThanOrEqual(100)
      expect(few.margin).toBeGreaterThan(0)
      expect(many.margin).toBeLessThan(few.margin ?? 0)
    }),
  )
})
