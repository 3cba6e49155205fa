import { expect, it } from 'vitest'
import type { Movement } from '../store/billing.ts'
import { netOf } from './net.ts'

const HOUR = 3_600_000
const movement = (change: Partial<Movement>): Movement => ({
  id: 'm',
  account: 'acme',
  subscription: 'sub_2',
  at: HOUR,
  kind: 'reactivation',
  cause: 'plan',
  amount: 9900,
  currency: 'USD',
  event: 'm',
  ...change,
})
const left = movement({ id: 'left', subscription: 'sub_1', kind: 'churn', cause: 'end', amount: -4900, at: 0 })
const paying = (num: number) => ({ num, den: 1 })

it('makes one movement of an end and a beginning that belong together', () => {
  const { replaced, booked } = netOf([left], movement({}), paying(9900))
  expect(replaced).toEqual([left])
  expect(booked).toMatchObject({ kind: 'expansion', cause: 'plan', amount: 5000, at: HOUR })
})

it('names the direction by what is left, and books nothing where both cancel out', () => {
  expect(netOf([left], movement({ amount: 4000 }), paying(4000)).booked).toMatchObject({ kind: 'contraction', cause: 'end', amount: -900 })
  expect(netOf([left], movement({ amount: 4900 }), paying(4900))).toEqual({ replaced: [left] })
  const began = movement({ id: 'began', subscription: 'sub_1', kind: 'new', amount: 9900, at: 0 })
  const less = movement({ kind: 'contraction', cause: 'seat', amount: -900 })
  expect(netOf([began], less, paying(9000)).booked).toMatchObject({ kind: 'new', cause: 'plan', amount: 9000 })
})

it.each([
  ['of the same subscription', { subscription: 'sub_1' }],
  ['more than an hour apart', { at: HOUR + 1 }],
  ['in another currency', { currency: 'JPY' }],
  ['in the same direction', { amount: -1 }],
])('keeps movements apart that are %s', (_, change) => {
  const one = movement(change)
  expect(netOf([left], one, paying(9900))).toEqual({ replaced: [], booked: one })
})
