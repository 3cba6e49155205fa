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
  return { arm: name, accounts, converted, engaged: 0, money: { accounts, amounts: each(amount), before: each(worth) }, people: [] }
}

const compare = (treated: readonly ComparedArm[], heldOut: ComparedArm, prior?: number) =>
  liftOf(
    {
      campaign: { goal: { kind: 'upgrade', windowDays: 14 }, assignment: 'hash' },
      treated,
      heldOut,
      from: NOW - 10 * DAY,
      now: NOW,
      beforehand: { usual: 5000, prior },
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

describe('what was believed before', () => {
  const belief = (converted: number, heldOut: number, prior?: number) =>
    compare([arm('treated', 1000, converted)], arm(HELD_OUT, 1000, heldOut), prior).find(({ metric }) => metric === 'conversion')

  it('draws chances and risks towards no difference, the more the surer it was, and leaves the verdict as it is', () => {
    const [flat, loose, firm] = [belief(240, 200), belief(240, 200, 10), belief(240, 200, 0.05)]
    expect(loose?.belief?.chanceToWin).toBeCloseTo(flat?.belief?.chanceToWin ?? 9, 4)
    // A difference of 4 points with a standard error of 1.849; a belief of 0 with a deviation of 0.05 x 20 points.
    const [precision, before] = [1 / 1.849324 ** 2, 1]
    const mean = (precision * 4) / (precision + before)
    expect(firm?.belief?.chanceToWin).toBeCloseTo(special.normalCdf(mean * Math.sqrt(precision + before)), 3)
    expect(firm?.belief?.chanceToWin).toBeLessThan(flat?.belief?.chanceToWin ?? 0)
    for (const one of [loose, firm]) expect([one?.verdict, one?.sequence, one?.fixed]).toEqual([flat?.verdict, flat?.sequence, flat?.fixed])
  })

  it('says nothing in relation to nothing', () => {
    expect(belief(40, 0, 0.3)?.belief).toBeNull()
    expect(belief(40, 0)?.belief).not.toBeNull()
  })
})

describe('people', () => {
  /** `accounts` of `people` each, of whom `succeeded` reached the goal, in a part of the accounts; in the others nobody did. */
  const group = (name: string, accounts: number, people: number, succeeded: number, converted: number): ComparedArm => ({
    ...arm(name, accounts, converted),
    people: [
      { arm: name, people, succeeded, before: 0, accounts: converted },
      { arm: name, people, succeeded: 0, before: 0, accounts: accounts - converted },
    ],
  })
  const found = (treated: ComparedArm, heldOut: ComparedArm) => {
    const lift = compare([treated], heldOut)
    const [conversion, people] = ['conversion', 'people'].map((metric) => lift.find((one) => one.metric === metric && one.arm === 'any'))
    return { conversion, people }
  }

  it('of one account who do everything together prove no more than their account does', () => {
    const one = found(group('treated', 400, 1, 1, 120), group(HELD_OUT, 400, 1, 1, 80)).people
    const ten = found(group('treated', 400, 10, 10, 120), group(HELD_OUT, 400, 10, 10, 80)).people
    expect(ten?.absolute.estimate).toBeCloseTo(0.1, 12)
    for (const of of ['absolute', 'relative', 'sequence', 'fixed'] as const) {
      expect(ten?.[of].low).toBeCloseTo(one?.[of].low ?? 9, 12)
      expect(ten?.[of].high).toBeCloseTo(one?.[of].high ?? 9, 12)
    }
    // 1,200 of 4,000 against 800 of 4,000, were they strangers to each other.
    expect((ten?.fixed.high ?? 0) - (ten?.fixed.low ?? 0)).toBeGreaterThan(3 * (2 * 1.96 * Math.sqrt((0.3 * 0.7 + 0.2 * 0.8) / 4000)))
  })

  it('are weighed by how many an account has: the difference is that of all people', () => {
    const treated = {
      ...arm('treated', 200, 100),
      people: [
        { arm: 'treated', people: 9, succeeded: 3, before: 0, accounts: 100 },
        { arm: 'treated', people: 1, succeeded: 0, before: 0, accounts: 100 },
      ],
    }
    const { people } = found(treated, group(HELD_OUT, 200, 2, 1, 40))
    expect(people?.absolute.estimate).toBeCloseTo(300 / 1000 - 40 / 400, 12)
    expect(people?.relative.estimate).toBeCloseTo(0.3 / 0.1 - 1, 12)
    expect(people).toMatchObject({ enough: true, verdict: 'more' })
  })

  it('need as many accounts and successes as any verdict, and are one of the questions', () => {
    const { conversion, people } = found(group('treated', 99, 5, 2, 40), group(HELD_OUT, 99, 5, 2, 10))
    expect(people).toMatchObject({ verdict: 'wait', missing: { accounts: 1, conversions: 0 } })
    expect(conversion?.pAdjusted).toBeNull()
    const both = found(group('treated', 1000, 5, 2, 300), group(HELD_OUT, 1000, 5, 2, 240))
    const [least = 1, most = 1] = [both.conversion?.sequence.p ?? 1, both.people?.sequence.p ?? 1].toSorted((a, b) => a - b)
    expect(Math.min(both.conversion?.pAdjusted ?? 1, both.people?.pAdjusted ?? 1)).toBeCloseTo(
      Math.min(1, 2 * least, Math.max(2 * least, most)),
      12,
    )
  })

  it('are told less what they did before, where that explains something, and not where it explains nothing', () => {
    /** Arms in which those who did it before do it again, whatever they see, and `more` others do it, too. */
    const habits = (name: string, more: number): ComparedArm => ({
      ...arm(name, 400, 200 + more),
      people: [
        { arm: name, people: 2, succeeded: 2, before: 2, accounts: 200 },
        { arm: name, people: 2, succeeded: 1, before: 0, accounts: more },
        { arm: name, people: 2, succeeded: 0, before: 0, accounts: 200 - more },
      ],
    })
    const { people } = found(habits('treated', 60), habits(HELD_OUT, 20))
    expect(people?.adjusted).toMatchObject({ used: true })
    // As many in both arms had done it before, so the difference is the same; its interval is what the newcomers leave.
    expect(people?.adjusted?.estimate).toBeCloseTo(people?.absolute.estimate ?? 9, 12)
    expect(people?.adjusted?.gain).toBeGreaterThan(0.7)
    const width = (one?: { low: number | null; high: number | null }) => (one?.high ?? 0) - (one?.low ?? 0)
    expect(width(people?.adjusted) ** 2 / width(people?.absolute) ** 2).toBeCloseTo(1 - (people?.adjusted?.gain ?? 0), 3)
    expect(found(group('treated', 400, 3, 1, 90), group(HELD_OUT, 400, 3, 1, 60)).people?.adjusted).toBeUndefined()
  })

  it('are told of no goal that accounts alone reach, and of no question that only those answer who see it', () => {
    expect(compare([arm('treated', 100, 9)], arm(HELD_OUT, 100, 9)).map(({ metric }) => metric)).not.toContain('people')
    expect(found(group('treated', 200, 1, 0, 0), group(HELD_OUT, 200, 1, 0, 0)).people).toMatchObject({
      absolute: { estimate: null, reason: 'no-spread' },
      relative: { estimate: null, reason: 'nothing-in-hold-out' },
      verdict: 'wait',
    })
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
