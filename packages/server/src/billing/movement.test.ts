import { describe, expect, it } from 'vitest'
import type { Catalog } from '@espalier/core/schema'
import { NO_SHARED_DATA, sharedJson } from '../../../../test/harness/shared-data.ts'
import type { BilledItem } from '../store/billing.ts'
import { monthlyOf, rounded } from './mrr.ts'
import { movementOf, revenueOf } from './movement.ts'
import type { Standing } from '../store/billing.ts'
import { readItems } from './read-items.ts'
import type { StripeItem } from './stripe-event.ts'

interface Scenario {
  name: string
  items_before: StripeItem[]
  items_after: StripeItem[]
  status_before: string
  status_after: string
  mrr_minor_before: number
  mrr_minor_after: number
  delta: number
  expected_class: string
}

const scenarios = sharedJson<{ mrr_scenarios: Scenario[] }>('stripe/facts.json')?.mrr_scenarios
const EMPTY: Catalog = { features: [], plans: [] }

/** The cause that each scenario is booked with. The recorded scenarios only name the class. */
const CAUSES: Record<string, string> = {
  'price upgrade same interval': 'plan',
  'price downgrade': 'plan',
  'seats 5 to 8': 'seat',
  'seats 8 to 5': 'seat',
  'add-on item added': 'add-on',
  'monthly to yearly at a discount: revenue commitment grows, MRR falls': 'term-change',
  'quarterly to monthly': 'term-change',
  'weekly normalised': 'seat',
  'trial converts': 'plan',
  'subscription deleted': 'end',
  unpaid: 'payment',
  'zero-decimal currency upgrade': 'plan',
  'two subscriptions of one customer: one cancelled, other upgraded': 'plan',
}

it('books every recorded scenario by its class, amount and cause', (context) => {
  if (!scenarios) return context.skip(NO_SHARED_DATA)
  expect(scenarios).toHaveLength(18)
  for (const scenario of scenarios) {
    const before = [{ status: scenario.status_before, items: readItems({ items: { data: scenario.items_before } }, EMPTY) }]
    const after = [{ status: scenario.status_after, items: readItems({ items: { data: scenario.items_after } }, EMPTY) }]
    expect(rounded(revenueOf(before)), scenario.name).toBe(scenario.mrr_minor_before)
    expect(rounded(revenueOf(after)), scenario.name).toBe(scenario.mrr_minor_after)
    const movement = movementOf(before, after, false)
    expect([movement?.kind ?? 'none', movement?.amount ?? 0], scenario.name).toEqual([scenario.expected_class, scenario.delta])
    expect(movement?.cause, scenario.name).toBe(CAUSES[scenario.name])
  }
})

function item(change: Partial<BilledItem> & { unit?: number } = {}): BilledItem {
  const { unit = 1000, ...rest } = change
  const made = { id: 'si', price: 'p', quantity: 1, interval: 'month', intervalCount: 1, metered: false, ...rest } as const
  return { ...made, mrr: monthlyOf({ ...made, unit: String(unit) }) }
}

const active = (...items: BilledItem[]): Standing[] => [{ status: 'active', items }]

describe('the cause of a movement', () => {
  const team = item({ plan: 'team', kind: 'plan' })

  it.each([
    [
      'the plan, when a plan replaces another under a new item',
      active(team),
      active(item({ id: 'other', price: 'q', plan: 'business', kind: 'plan', unit: 3000 })),
      'plan',
    ],
    [
      'the price, when the same plan costs more',
      active(team),
      active(item({ price: 'q', plan: 'team', kind: 'plan', unit: 1500 })),
      'price-change',
    ],
    [
      'the term, when the same plan is paid by the year',
      active(team),
      active(item({ price: 'q', plan: 'team', kind: 'plan', interval: 'year', unit: 20_000 })),
      'term-change',
    ],
    ['seats, when more pieces of a plan are paid', active(team), active(item({ plan: 'team', kind: 'plan', quantity: 3 })), 'seat'],
    ['the quota, when a pack is added', active(team), active(team, item({ id: 'x', plan: 'exports', kind: 'quota-pack' })), 'quota'],
    ['an add-on, when one is added', active(team), active(team, item({ id: 'x', plan: 'schedule', kind: 'add-on' })), 'add-on'],
    ['the discount, when only that ends', active(item({ discount: 0.5 })), active(item()), 'discount'],
    [
      'the larger of two changes',
      active(team),
      active(item({ price: 'q', plan: 'business', kind: 'plan', unit: 1100, quantity: 5 })),
      'seat',
    ],
  ])('is %s', (_, before, after, cause) => {
    expect(movementOf(before, after, true)).toMatchObject({ kind: 'expansion', cause })
  })

  it('calls money from nothing new, and reactivation when the account paid before', () => {
    expect(movementOf([], active(team), false)).toEqual({ kind: 'new', cause: 'plan', amount: 1000 })
    expect(movementOf([], active(team), true)).toEqual({ kind: 'reactivation', cause: 'plan', amount: 1000 })
    expect(movementOf([{ status: 'paused', items: [team] }], active(team), true)).toMatchObject({ kind: 'reactivation' })
    expect(movementOf(active(team), [{ status: 'paused', items: [team] }], true)).toEqual({ kind: 'churn', cause: 'pause', amount: -1000 })
  })
})
