import { describe, expect, it } from 'vitest'
import { compareArms } from './arms.tsx'

const arm = (name: string, accounts: number, converted: number) => ({ arm: name, heldOut: name === 'held-out', accounts, converted })

describe('both arms of a campaign', () => {
  it('adds the variants up and compares them with the hold-out', () => {
    const { treated, heldOut, difference, enough } = compareArms([arm('a', 100, 12), arm('b', 100, 8), arm('held-out', 100, 5)])
    expect([treated.rate, heldOut.rate, enough]).toEqual([0.1, 0.05, true])
    expect(difference).toBeCloseTo(0.05)
  })

  it('has no rate without accounts, and no difference without both rates', () => {
    const { heldOut, difference } = compareArms([arm('treated', 10, 1)])
    expect([heldOut.rate, difference]).toEqual([undefined, undefined])
  })

  it('is too small to tell while one arm is', () => {
    expect(compareArms([arm('treated', 1000, 100), arm('held-out', 99, 10)]).enough).toBe(false)
    expect(compareArms([arm('treated', 1000, 100), arm('held-out', 100, 4)]).enough).toBe(false)
  })
})
