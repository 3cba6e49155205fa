import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldOutShare, isHeldOut } from './bucket.ts'

describe('the share of accounts that see nothing', () => {
  it.each([
    [0.1, 0.25, 0.325],
    [0.1, 0, 0.1],
    [0.1, undefined, 0.1],
    [0, 0.2, 0.2],
    [1, 0.2, 1],
  ])('of the workspace’s %d and the campaign’s %d is %d', (workspace, campaign, whole) => {
    expect(heldOutShare(workspace, campaign)).toBeCloseTo(whole, 12)
  })

  it('is at least each of the two and never more than their sum', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, (workspace, campaign) => {
        const whole = heldOutShare(workspace, campaign)
        expect(whole).toBeGreaterThanOrEqual(Math.max(workspace, campaign) - 1e-12)
        expect(whole).toBeLessThanOrEqual(Math.min(1, workspace + campaign) + 1e-12)
      }),
    )
  })

  it('is the share that the engine holds out', () => {
    const campaign = { id: 'near', holdout: { share: 0.25 } } as Parameters<typeof isHeldOut>[0]
    const accounts = Array.from({ length: 20_000 }, (_, index) => `account-${index}`)
    const heldOut = accounts.filter((account) => isHeldOut(campaign, account, 0.1)).length
    expect(heldOut / accounts.length).toBeCloseTo(heldOutShare(0.1, 0.25), 2)
  })
})
