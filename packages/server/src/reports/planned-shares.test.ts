import { assignArm } from '@espalier/core'
import { campaign } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { plannedShares } from './planned-shares.ts'

const words = { title: 'New', body: 'A look.', action: { label: 'Look' } }
const made = (change: object) =>
  campaign.parse({
    id: 'c',
    name: 'c',
    motion: 'upsell',
    problemSolved: 'Nobody knows what is new.',
    widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
    cadence: { show: 'once' },
    goal: { kind: 'upgrade' },
    ...change,
  })

it('plans what the hash assigns', () => {
  const one = made({
    holdout: { share: 0.2 },
    variants: [
      { id: 'a', weight: 3 },
      { id: 'b', weight: 1 },
    ],
  })
  const settings = { holdout: 0.1 }
  const counts = new Map<string, number>()
  const accounts = 20_000
  for (let index = 0; index < accounts; index++) {
    const arm = assignArm(one, `account-${index}`, settings)
    counts.set(arm, (counts.get(arm) ?? 0) + 1)
  }
  const plan = plannedShares(one, settings)
  expect(plan.map((share) => share.arm)).toEqual(['a', 'b', 'held-out'])
  expect(plan.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  for (const { arm, share } of plan) expect(Math.abs((counts.get(arm) ?? 0) / accounts - share), arm).toBeLessThan(0.01)
})

it('splits arms that come from outside evenly', () => {
  const one = made({ assignment: 'external', variants: [{ id: 'a' }, { id: 'b' }] })
  expect(plannedShares(one, { holdout: 0.1 }).map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3])
})

it('calls the only arm of a campaign without variants treated', () => {
  expect(plannedShares(made({}), { holdout: 0.1 })).toEqual([
    { arm: 'treated', share: 0.9 },
    { arm: 'held-out', share: expect.closeTo(0.1) },
  ])
})
