import { addToCounter, createCounter } from '@espalier/core'
import type { Catalog } from '@espalier/core/schema'
import { catalog as catalogSchema } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { entitlementsOf, type Entitled } from './entitlements.ts'
import { CATALOG, iso, NOON } from './workspace.case.ts'

const DAY = 86_400_000
const catalog: Catalog = catalogSchema.parse(CATALOG)
const plans = (...ids: string[]) => catalog.plans.filter(({ id }) => ids.includes(id))

function entitlements(change: Partial<Entitled>) {
  return entitlementsOf({ catalog, plans: plans('team'), usage: [], metered: [], counters: [], zone: 'Asia/Tokyo', now: NOON, ...change })
}

describe('entitlements', () => {
  it('give the limits of the plan, and what was used in this period of the zone', () => {
    const metered = [
      { account: 'a', feature: 'exports', period: '2026-11', used: 7 },
      { account: 'a', feature: 'exports', period: '2026-10', used: 19 },
    ]
    expect(entitlements({ metered })).toEqual({
      exports: {
        kind: 'metered',
        name: { en: 'Exports', ja: 'Exports' },
        allowed: true,
        used: 7,
        limit: 20,
        resetsAt: '2026-11-30T15:00:00.000Z',
        event: 'Report Exported',
      },
      seats: { kind: 'metered', name: { en: 'Seats', ja: 'Seats' }, allowed: true, used: 0, limit: 10 },
      analytics: { kind: 'boolean', name: { en: 'Analytics', ja: 'Analytics' }, allowed: true },
    })
  })

  it('add the limits of packs to those of the plan', () => {
    expect(entitlements({ plans: plans('team', 'more-exports') })['exports']?.limit).toBe(120)
  })

  it('read a metered feature that a plan simply grants as unlimited', () => {
    const unlimited = { ...plans('free')[0], features: { exports: true } } as Catalog['plans'][number]
    expect(entitlements({ plans: [unlimited, ...plans('more-exports')] })['exports']).toMatchObject({ allowed: true, limit: null })
  })

  it('refuse what the plan does not have', () => {
    const { seats, analytics } = entitlements({ plans: plans('free') })
    expect([seats?.allowed, seats?.limit, analytics?.allowed]).toEqual([false, undefined, false])
  })

  it('refuse nothing where no plan is known', () => {
    const { exports, analytics } = entitlements({ plans: [] })
    expect([exports?.allowed, exports?.limit, analytics]).toEqual([true, undefined, undefined])
  })

  it('let the host report usage, limits, and things that the catalogue does not list', () => {
    const usage = [
      { account: 'a', feature: 'seats', used: 9, limit: 12, at: NOON },
      { account: 'a', feature: 'storage', used: 2.5, limit: null, at: NOON },
    ]
    const { seats, storage } = entitlements({ usage })
    expect(seats).toMatchObject({ used: 9, limit: 12 })
    expect(storage).toEqual({ kind: 'metered', name: { en: 'storage', ja: 'storage' }, allowed: true, used: 2.5, limit: null })
  })

  it('count on their own again once the period of a report has passed', () => {
    const report = (resetsAt: number) => [{ account: 'a', feature: 'exports', used: 18, resetsAt, at: NOON - DAY }]
    const metered = [{ account: 'a', feature: 'exports', period: '2026-11', used: 7 }]
    expect(entitlements({ metered, usage: report(NOON + 1) })['exports']).toMatchObject({ used: 18, resetsAt: iso(NOON + 1) })
    expect(entitlements({ metered, usage: report(NOON) })['exports']).toMatchObject({ used: 7, resetsAt: '2026-11-30T15:00:00.000Z' })
  })

  it('tell the pace of the last 14 days', () => {
    const state = createCounter()
    addToCounter(state, NOON - 20 * DAY, 100)
    addToCounter(state, NOON, 28)
    const counters = [{ scope: 'account' as const, owner: 'a', name: 'Report Exported', state }]
    expect(entitlements({ counters })['exports']?.pace).toBe(2)
  })
})
