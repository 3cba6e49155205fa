import { describe, expect, it } from 'vitest'
import { toLimit, toLimitFacts } from './limit.ts'

const now = Date.UTC(2026, 10, 22)
const DAY = 86_400_000

describe('a limit', () => {
  it.each([
    [0, 'normal'],
    [79, 'normal'],
    [80, 'near'],
    [89, 'near'],
    [90, 'critical'],
    [99, 'critical'],
    [100, 'reached'],
    [101, 'over'],
  ])('reads %i of 100 as %s', (used, state) => {
    expect(toLimit({ used, limit: 100 }, now).state).toBe(state)
  })

  it('reads a limit of nothing as reached, and over once it is used', () => {
    expect(toLimit({ used: 0, limit: 0 }, now)).toMatchObject({ state: 'reached', ratio: 1, remaining: 0 })
    expect(toLimit({ used: 1, limit: 0 }, now).state).toBe('over')
  })

  it('is infinite as a fact when it is unlimited, so that "at most 3 left" does not match', () => {
    const facts = toLimitFacts(toLimit({ used: 5, limit: null }, now), now)
    expect(facts).toMatchObject({ state: 'unlimited', remaining: Infinity, ratio: 0, forecastDays: Infinity })
  })

  it('is unknown without a limit, and then compares with nothing', () => {
    const facts = toLimitFacts(toLimit({ used: 5 }, now), now)
    expect(facts.state).toBe('unknown')
    expect((facts.remaining as number) <= 3).toBe(false)
  })

  it('forecasts the day on which the limit is reached, when that is before the reset', () => {
    const usage = { used: 820, limit: 1000, pace: 45, resetsAt: now + 9 * DAY }
    expect(toLimit(usage, now).forecastAt).toBe(now + 4 * DAY)
    expect(toLimitFacts(toLimit(usage, now), now).forecastDays).toBe(4)
    expect(toLimit({ ...usage, pace: 10 }, now).forecastAt).toBeUndefined()
  })

  it('counts nothing as used once the reset has passed', () => {
    expect(toLimit({ used: 99, limit: 100, resetsAt: now - 1 }, now)).toMatchObject({ used: 0, state: 'normal' })
  })
})
