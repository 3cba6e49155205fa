import { expect, it } from 'vitest'
import type { Movement } from '../store/billing.ts'
import { netted } from './net.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000
const movement = (change: Partial<Movement>): Movement => ({
  id: 'm',
  account: 'acme',
  subscription: 'sub_2',
  at: NOON + HOUR,
  kind: 'reactivation',
  cause: 'plan',
  amount: 9900,
  currency: 'USD',
  event: 'm',
  ...change,
})
const left = movement({ id: 'left', subscription: 'sub_1', kind: 'churn', cause: 'end', amount: -4900, at: NOON })
const paying = (num: number) => ({ num, den: 1 })

const net = (before: readonly Movement[], one: Movement, paid: number, zone = 'Asia/Tokyo') => netted(before, one, paying(paid), zone)

it('makes one movement of an end and a beginning that belong together', () => {
  expect(net([left], movement({}), 9900)).toMatchObject([{ id: 'm', kind: 'expansion', cause: 'plan', amount: 5000, at: NOON + HOUR }])
})

it('names the direction by what is left, and books nothing where both cancel out', () => {
  expect(net([left], movement({ amount: 4000 }), 4000)).toMatchObject([{ kind: 'contraction', cause: 'end', amount: -900 }])
  expect(net([left], movement({ amount: 4900 }), 4900)).toEqual([])
  const began = movement({ id: 'began', subscription: 'sub_1', kind: 'new', amount: 9900, at: NOON })
  const less = movement({ kind: 'contraction', cause: 'seat', amount: -900 })
  expect(net([began], less, 9000)).toMatchObject([{ kind: 'new', cause: 'plan', amount: 9000, subscription: 'sub_1' }])
})

it('books no expansion of what is gone again on the same day', () => {
  const more = movement({ id: 'more', kind: 'expansion', cause: 'seat', amount: 3000, at: NOON - 3 * HOUR })
  expect(net([more], movement({ id: 'less', kind: 'contraction', cause: 'seat', amount: -3000 }), 9900)).toEqual([])
  const twice = [more, { ...more, id: 'again' }]
  expect(net(twice, movement({ id: 'end', kind: 'churn', cause: 'end', amount: -15_900 }), 0)).toMatchObject([
    { kind: 'churn', amount: -9900 },
  ])
})

it('is of the moment, the event and the cause of the change that it keeps', () => {
  const more = movement({ id: 'more', event: 'more', kind: 'expansion', cause: 'plan', amount: 5000, at: NOON - 3 * HOUR })
  const less = movement({ id: 'less', event: 'less', kind: 'contraction', cause: 'seat', amount: -1000 })
  expect(net([more], less, 9900)).toEqual([{ ...more, amount: 4000 }])
  const end = { ...left, amount: -6000 }
  expect(net([end], movement({ amount: 2000, kind: 'new' }), 2000)).toMatchObject([
    { id: 'left', kind: 'contraction', amount: -4000, at: NOON },
  ])
})

it('ends a day where the workspace ends it, and an hour across midnight', () => {
  const early = { ...left, at: Date.UTC(2026, 10, 22, 1) }
  const late = movement({ at: Date.UTC(2026, 10, 22, 23) })
  expect(net([early], late, 9900, 'UTC')).toHaveLength(1)
  expect(net([early], late, 9900, 'Asia/Tokyo')).toHaveLength(2)
  const [before, after] = [Date.UTC(2026, 10, 22, 23, 40), Date.UTC(2026, 10, 23, 0, 20)]
  expect(net([{ ...left, at: before }], movement({ at: after }), 9900, 'UTC')).toHaveLength(1)
})

it.each([
  ['on different days', { at: NOON + 24 * HOUR }],
  ['in another currency', { currency: 'JPY' }],
  ['in the same direction', { amount: -1 }],
])('keeps movements apart that are %s', (_, change) => {
  const one = movement(change)
  expect(net([left], one, 9900)).toEqual([left, one])
})
