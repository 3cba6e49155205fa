import { addToCounter, createCounter, mergeCounter } from '@espalier/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeptCounter, keptText, stateOf } from './kept-counter.ts'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 10, 22, 12)
const moments = fc.array(fc.integer({ min: -200 * DAY, max: 200 * DAY }), { maxLength: 8 })
const counted = moments.map((all) => all.reduce((state, ago) => addToCounter(state, NOON - ago), createCounter()))
const counters = fc.oneof(
  counted,
  fc.tuple(counted, counted).map(([one, other]) => mergeCounter(one, other)),
)

it('any counter is kept and read as it is, and says the same as JSON', () => {
  fc.assert(
    fc.property(counters, (state) => {
      const text = keptText(state)
      expect(stateOf(text)).toEqual(state)
      expect(KeptCounter.jsonOf(new KeptCounter(text))).toBe(JSON.stringify(state))
      expect(KeptCounter.jsonOf(state)).toBe(JSON.stringify(state))
    }),
  )
})

it('keeps what happened once as its moment alone', () => {
  expect(keptText(addToCounter(createCounter(), NOON))).toBe(`[${NOON}]`)
  expect(keptText(addToCounter(addToCounter(createCounter(), NOON), NOON - DAY))).toBe(`[${NOON},${DAY},2,1,1]`)
})

it('keeps whole what times do not tell', () => {
  const odd = { d: 3, n: [2], t: 2, f: 5, l: 7 * DAY }
  expect(stateOf(keptText(odd))).toEqual(odd)
  expect(stateOf(keptText(createCounter()))).toEqual(createCounter())
})

it('reads counters that were kept as objects', () => {
  const state = addToCounter(createCounter(), NOON)
  expect(stateOf(JSON.stringify(state))).toEqual(state)
})
