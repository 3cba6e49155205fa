import { toLimit, type Usage } from '@espalier/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLimit } from './read-limit.ts'
import { words } from './words.ts'

const { en, ja } = words

const now = new Date('2026-11-22T12:00:00Z').getTime()
const resetsAt = new Date('2026-12-01T12:00:00Z').getTime()
const read = (usage: Usage, words = en, tag = 'en-GB', unit = '') => {
  const { amount, notes } = readLimit(toLimit(usage, now), words, unit, tag, now, 'UTC')
  return [amount, ...notes]
}

it('says how much, until when and where it is heading', () => {
  const usage = { used: 820, limit: 1000, resetsAt, pace: 45 }
  expect(read(usage)).toEqual(['820 of 1,000', 'Resets on 1 Dec.', 'At this pace the limit is reached on 26 Nov.'])
  expect(read(usage, ja, 'ja-JP')).toEqual(['1,000件中820件', '12月1日にリセットされます。', 'このペースでは11月26日に上限に達します。'])
})

it('has words for every state, so that colour is never alone', () => {
  expect(read({ used: 820, limit: 1000 })).toEqual(['820 of 1,000', 'Getting near the limit.'])
  expect(read({ used: 900, limit: 1000 })).toEqual(['900 of 1,000', 'Almost at the limit.'])
  expect(read({ used: 1000, limit: 1000 })).toEqual(['1,000 of 1,000', 'Limit reached.'])
  expect(read({ used: 1020, limit: 1000 })).toEqual(['1,020 of 1,000', '20 over the limit.'])
  expect(read({ used: 12_400, limit: null })).toEqual(['12,400 used', 'No limit.'])
  expect(read({ used: 5 })).toEqual(['5 used'])
  expect(readLimit(undefined, ja, '', 'ja-JP', now, 'UTC')).toEqual({ state: 'unknown', amount: '–', notes: ['まだ集計がありません。'] })
})

it('counts in the unit that the host names', () => {
  expect(read({ used: 11, limit: 10 }, en, 'en-GB', 'seats')).toEqual(['11 of 10 seats', '1 over the limit.'])
  expect(read({ used: 11, limit: 10 }, ja, 'ja-JP', '席')).toEqual(['10席中11席', '上限を1席超えています。'])
})

it('leaves out days that are no days and forecasts that are years away', () => {
  expect(read({ used: 1, limit: 10, resetsAt: Number.NaN })).toEqual(['1 of 10'])
  expect(read({ used: 1, limit: 10, resetsAt: 1e20 })).toEqual(['1 of 10'])
  expect(read({ used: 1, limit: 1000, pace: 0.1 })).toEqual(['1 of 1,000'])
})

it('never forecasts once the limit is reached', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.double({ min: 0, max: 100, noNaN: true }), (used, limit, pace) => {
      const { state, notes } = readLimit(toLimit({ used, limit, pace }, now), en, '', 'en', now, 'UTC')
      const forecast = notes.some((note) => note.startsWith('At this pace'))
      expect(forecast && (state === 'reached' || state === 'over')).toBe(false)
    }),
  )
})
