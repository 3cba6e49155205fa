import { describe, expect, it } from 'vitest'
import { compareArms } from './arms.tsx'

const arm = (name: string, accounts: number, converted: number) => ({ arm: name, heldOut: name === 'held-out', accounts, converted })

describe('both arms of a campaign', () => {
  it('adds the variants up beside the hold-out', () => {
    const { treated, heldOut } = compareArms([arm('a', 100, 12), arm('b', 100, 8), arm('held-out', 100, 5)])
    expect([treated.rate, heldOut.rate]).toEqual([0.1, 0.05])
  })

  it('has no rate without accounts', () => {
    const { treated, heldOut } = compareArms([arm('treated', 10, 1)])
    expect([treated.rate, heldOut.rate]).toEqual([0.1, undefined])
  })
})
