import { HELD_OUT } from '@espalier/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSpecial } from '../statistics/special.ts'
import { enoughOf } from './enough.ts'
import { type ComparedArm, liftOf } from './lift.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22)
const special = await loadSpecial()

/** An arm in which the first `converted` accounts brought `amount` each and were worth `worth` before. */
function arm(name: string, accounts: number, converted: number, { amount = 0, worth = 0 } = {}): ComparedArm {
  const each = (value: number) =>
    new Map(value === 0 ? [] : Array.from({ length: converted }, (_, index) => [`${name}-${index}`, value * (1 + (index % 3))] as const))
  return { arm: name, accounts, converted, engaged: 0, money: { accounts, amounts: each(amount), before: each(worth) } }
}

const compare = (treated: readonly ComparedArm[], heldOut: ComparedArm) =>
  liftOf(
    {
      campaign: { goal: { kind: 'upgrade', windowDays: 14 }, assignment: 'hash' },
      treated,
      heldOut,
      from: NOW - 10 * DAY,
      now: NOW,
      usual: 5000,
    },
    special,
  )

const verdicts = (treated: readonly ComparedArm[], heldOut: ComparedArm) =>
  compare(treated, heldOut)
    .filter(({ metric }) => metric !== 'engagement')
    .map(({ arm: name, metric, verdict }) => `${name} ${metric} ${verdict}`)

describe('the verdict about an arm', () => {
  it('is more or less only where a confidence sequence says so, and open where a single look alone would', () => {
    expect(verdicts([arm('treated', 2000, 400)], arm(HELD_OUT, 2000, 200))).toEqual(['treated conversion more', 'any conversion more'])
    expect(verdicts([arm('treated', 2000, 200)], arm(HELD_OUT, 2000, 400))).toEqual(['treated conversion less', 'any conversion less'])
    const [daily] = compare([arm('treated', 1000, 130)], arm(HELD_OUT, 1000, 100))
    expect([daily?.fixed.p && daily.fixed.p < 0.05, daily?.verdict]).toEqual([true, 'open'])
  })

  it('waits for 100 accounts and 5 conversions in each arm, and says when they will be there at this pace', () => {
    const [found] = compare([arm('treated', 450, 90)], arm(HELD_OUT, 50, 4))
    expect(found).toMatchObject({ verdict: 'wait', enough: false, missing: { accounts: 50, conversions: 1 }, pAdjusted: null })
    expect(found?.readyAt).toBe(new Date(NOW + 10 * DAY).toISOString())
  })

  it('asks more of each of several questions than of one', () => {
    const one = arm('short', 1000, 152)
    const heldOut = arm(HELD_OUT, 1000, 100)
    const alone = compare([one], heldOut).find(({ metric }) => metric === 'conversion')
    const among = compare([one, arm('long', 1000, 110), arm('none', 1000, 101)], heldOut).find(({ metric }) => metric === 'conversion')
    expect(alone?.pAdjusted).toBe(alone?.sequence.p)
    expect(among?.sequence.p).toBe(alone?.sequence.p)
    expect(among?.pAdjusted).toBeGreaterThan(2 * (alone?.sequence.p ?? 1))
    expect([alone?.verdict, among?.verdict]).toEqual(['more', 'open'])
  })

  it('waits for nothing, and asks nothing more of other questions, where all accounts brought the same', () => {
    const same = (name: string, converted: number): ComparedArm => ({
      ...arm(name, 200, converted),
      money: { accounts: 200, amounts: new Map(Array.from({ length: 200 }, (_, index) => [`${name}-${index}`, 10])), before: new Map() },
    })
    const found = compare([same('treated', 120)], same(HELD_OUT, 60)).filter((one) => one.arm === 'any' && one.metric !== 'engagement')
    const [conversion, money] = found
    expect(money).toMatchObject({ enough: true, verdict: 'none', pAdjusted: null, absolute: { reason: 'no-spread' } })
    expect(conversion).toMatchObject({ verdict: 'more', pAdjusted: conversion?.sequence.p })
  })

  it('is never given twice for one treated arm: all of them together is the same question', () => {
    const [treated, any] = ['treated', 'any'].map((name) =>
      compare([arm('treated', 1000, 160)], arm(HELD_OUT, 1000, 100)).find((one) => one.arm === name),
    )
    expect({ ...any, arm: 'treated' }).toEqual(treated)
  })
})

describe('the money of an arm', () => {
  it('is compared per account, with large amounts cut beside it', () => {
    const usual = arm('treated', 1000, 200, { amount: 10 })
    const amounts = new Map([...usual.money.amounts, ['treated-0', 100_000]])
    const treated = { ...usual, money: { ...usual.money, amounts } }
    const money = compare([treated], arm(HELD_OUT, 1000, 200, { amount: 10 })).find(({ metric }) => metric === 'money')
    expect(money?.verdict).toBe('open')
    expect(money?.absolute.estimate).toBeGreaterThan(90)
    const [most, nearlyAll] = money?.capped ?? []
    expect(most?.limit).toBe(30)
    expect(Math.abs(most?.estimate ?? 9)).toBeLessThan(0.1)
    expect(nearlyAll?.limit).toBeGreaterThan(30)
  })

  it('takes away what the past explains, and says how much that is', () => {
    const money = (worth: number) =>
      compare([arm('treated', 1000, 200, { amount: 20, worth })], arm(HELD_OUT, 1000, 150, { amount: 20, worth })).find(
        ({ metric }) => metric === 'money',
      )
    expect(money(0)?.adjusted).toBeUndefined()
    const told = money(7)?.adjusted
    expect(told).toMatchObject({ used: true })
    expect(told?.gain).toBeCloseTo(1, 6)
  })

  it('is no question where nobody brought any', () => {
    expect(compare([arm('treated', 1000, 10)], arm(HELD_OUT, 1000, 10)).map(({ metric }) => metric)).not.toContain('money')
  })
})

it('what is missing never grows while accounts and conversions come, and a date is given only where something moves', () => {
  const count = fc.nat(300)
  fc.assert(
    fc.property(fc.tuple(count, count), fc.tuple(count, count), count, ([a, b], [c, d], more) => {
      const of = (extra: number) =>
        enoughOf({ accounts: a + extra, conversions: b + extra }, { accounts: c + extra, conversions: d + extra }, NOW - 30 * DAY, NOW)
      const [now, later] = [of(0), of(more)]
      expect(later.missing.accounts).toBeLessThanOrEqual(now.missing.accounts)
      expect(later.missing.conversions).toBeLessThanOrEqual(now.missing.conversions)
      expect(now.enough).toBe(now.missing.accounts + now.missing.conversions === 0)
      const stuck = [a, b, c, d].includes(0)
      expect(now.enough || stuck ? now.readyAt : 'told').toBe(now.enough || stuck ? null : 'told')
      expect(now.readyAt === null || Date.parse(now.readyAt) > NOW).toBe(true)
    }),
  )
})
