import type { RevenueMonth } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { stepsOf } from './flow.tsx'

const mrr = { opening: 100, new: 30, expansion: 20, contraction: 10, churn: 15, reactivation: 5, closing: 130 }

it('shows what exchange rates did last, and only where amounts were exchanged', () => {
  const steps = stepsOf({ mrr: { ...mrr, exchange: -7, closing: 123 } } as RevenueMonth)
  expect(steps.slice(-3).map(({ of, from, to }) => [of, from, to])).toEqual([
    ['churn', 145, 130],
    ['exchange', 130, 123],
    ['closing', 0, 123],
  ])
})

it('leads from what was paid at the beginning to what is paid at the end, each step beginning where the last ended', () => {
  const steps = stepsOf({ mrr } as RevenueMonth)
  expect(steps.map(({ of, from, to }) => [of, from, to])).toEqual([
    ['opening', 0, 100],
    ['new', 100, 130],
    ['reactivation', 130, 135],
    ['expansion', 135, 155],
    ['contraction', 155, 145],
    ['churn', 145, 130],
    ['closing', 0, 130],
  ])
})
