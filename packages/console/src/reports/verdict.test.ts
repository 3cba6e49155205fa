import type { CampaignReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { verdictOf } from './verdict.ts'

type Lift = CampaignReport['lift'][number]

const lift = (absolute: Lift['absolute'], enough = true): Lift => ({
  arm: 'any',
  metric: 'conversion',
  absolute,
  relative: { estimate: null, low: null, high: null },
  enough,
  missing: { accounts: 0, conversions: 0 },
})

describe('what may be said about a difference', () => {
  it.each([
    ['up', lift({ estimate: 0.05, low: 0.01, high: 0.09 })],
    ['down', lift({ estimate: -0.05, low: -0.09, high: -0.01 })],
    ['open', lift({ estimate: 0.02, low: -0.01, high: 0.05 })],
    ['wait', lift({ estimate: 0.05, low: 0.01, high: 0.09 }, false)],
    ['wait', lift({ estimate: null, low: null, high: null, reason: 'no-accounts' })],
    ['none', lift({ estimate: null, low: null, high: null, reason: 'goal-needs-the-widget' })],
    ['none', undefined],
  ] as const)('is %s', (verdict, given) => {
    expect(verdictOf(given)).toBe(verdict)
  })
})
