import type { Motion } from '@espalier/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Movement, MovementKind } from '../store/billing.ts'
import type { Growth, Meeting } from '../store/credits.ts'
import { type Credit, creditsOf, DAY_MS } from './credit.ts'
import { keptOf } from './kept.ts'

const WINDOW = 14 * DAY_MS
const motions = new Map<string, Motion>([
  ['bigger', 'upsell'],
  ['more', 'seats'],
  ['beside', 'add-on'],
  ['save', 'save'],
  ['smaller', 'downsell'],
  ['help', 'adoption'],
])
const rules = { motions, windowMs: WINDOW }

const moved = (id: string, day: number, amount: number, cause = 'plan', kind?: MovementKind): Movement => ({
  id,
  account: 'acme',
  subscription: 's',
  at: day * DAY_MS,
  kind: kind ?? (amount > 0 ? 'expansion' : 'contraction'),
  cause,
  amount,
  currency: 'USD',
  event: id,
})
const met = (campaign: string, day: number, kind: Meeting['kind'] = 'shown'): Meeting => ({
  id: `${campaign}@${day}:${kind}`,
  campaign,
  account: 'acme',
  at: day * DAY_MS,
  kind,
})
const growth = (movements: Movement[], meetings: Meeting[], rest: Partial<Growth> = {}): Growth => ({
  movements,
  meetings,
  claims: [],
  refunds: [],
  ...rest,
})
const briefly = (credits: readonly Credit[]) => credits.map((one) => [one.campaign, one.by, one.credited, one.reversed])
const of = (movements: Movement[], meetings: Meeting[], rest?: Partial<Growth>) => creditsOf(growth(movements, meetings, rest), rules)

describe('a movement is credited', () => {
  it('to the campaign that somebody engaged with last, before one that was only shown later', () => {
    const meetings = [met('bigger', 1, 'engaged'), met('more', 3, 'shown')]
    expect(briefly(of([moved('a', 5, 100)], meetings))).toEqual([['bigger', 'engaged', 100, 0]])
  })

  it('else to the one that was shown last', () => {
    expect(briefly(of([moved('a', 5, 100)], [met('bigger', 1), met('more', 3)]))).toEqual([['more', 'shown', 100, 0]])
  })

  it('to nobody when it was met too long before, or only afterwards', () => {
    expect(of([moved('a', 20, 100)], [met('bigger', 5)])).toEqual([])
    expect(of([moved('a', 20, 100)], [met('bigger', 21)])).toEqual([])
    expect(briefly(of([moved('a', 20, 100)], [met('bigger', 6)]))).toHaveLength(1)
  })

  it('never to a save, a downsell or help, nor to a campaign that sells something else', () => {
    const meetings = [met('save', 4, 'engaged'), met('smaller', 4, 'engaged'), met('help', 4, 'engaged'), met('beside', 4, 'engaged')]
    expect(of([moved('a', 5, 100)], meetings)).toEqual([])
    expect(briefly(of([moved('a', 5, 100, 'add-on')], meetings))).toEqual([['beside', 'engaged', 100, 0]])
  })

  it.each(['price-change', 'term-change', 'discount', 'currency'])('to nobody when its cause is %s', (cause) => {
    expect(of([moved('a', 5, 100, cause)], [met('bigger', 4)])).toEqual([])
  })

  it('to nobody when a customer comes back', () => {
    expect(of([moved('a', 5, 100, 'plan', 'reactivation')], [met('bigger', 4)])).toEqual([])
  })

  it('and stands against the ghost of a campaign that the account is held out from', () => {
    const found = of([moved('a', 5, 100)], [met('bigger', 4, 'ghost'), met('more', 2)])
    expect(found.map((one) => [one.campaign, one.heldOut])).toEqual([
      ['bigger', true],
      ['more', false],
    ])
  })

  it('to the campaign of the decision that billing names, once, however long ago it was', () => {
    const claim = { account: 'acme', subscription: 's', credit: 'd1', campaign: 'bigger' }
    const claims = [
      { ...claim, event: 'a', at: 50 * DAY_MS },
      { ...claim, event: 'b', at: 60 * DAY_MS },
    ]
    const found = of([moved('a', 50, 100), moved('b', 60, 30)], [met('more', 49, 'engaged'), met('more', 59, 'engaged')], { claims })
    expect(briefly(found)).toEqual([
      ['bigger', 'credit-id', 100, 0],
      ['more', 'engaged', 30, 0],
    ])
    const help = of([moved('a', 50, 100)], [met('more', 49)], { claims: [{ ...claim, campaign: 'help', event: 'a', at: 50 * DAY_MS }] })
    expect(briefly(help)).toEqual([['more', 'shown', 100, 0]])
  })

  it('to the decision of any subscription of a first purchase', () => {
    const claim = { account: 'acme', subscription: 'other', event: 'b', credit: 'd1', campaign: 'bigger' }
    const by = (kind: MovementKind, minutes: number) =>
      briefly(of([moved('a', 50, 100, 'plan', kind)], [], { claims: [{ ...claim, at: 50 * DAY_MS + minutes * 60_000 }] }))
    expect(by('new', 20)).toEqual([['bigger', 'credit-id', 100, 0]])
    expect([by('new', 61), by('expansion', 20)]).toEqual([[], []])
  })
})

describe('a credit is reversed', () => {
  const meetings = [met('bigger', 4)]

  it('by what is lost within the window, the newest growth first', () => {
    expect(briefly(of([moved('a', 5, 100), moved('b', 9, -40)], meetings))).toEqual([['bigger', 'shown', 100, 40]])
    expect(briefly(of([moved('a', 5, 100), moved('p', 7, 40, 'price-change'), moved('b', 9, -40)], meetings))).toEqual([
      ['bigger', 'shown', 100, 0],
    ])
    expect(briefly(of([moved('a', 5, 100), moved('b', 9, -500, 'end', 'churn')], meetings))).toEqual([['bigger', 'shown', 100, 100]])
  })

  it('not by what is lost later; that is not kept', () => {
    const credits = of([moved('a', 5, 100), moved('b', 40, -40)], meetings)
    expect(briefly(credits)).toEqual([['bigger', 'shown', 100, 0]])
    const { after } = keptOf(credits, 80 * DAY_MS)
    expect(after).toEqual([
      { days: 30, matured: 100, kept: 100, maturing: 0, rate: 1 },
      { days: 60, matured: 100, kept: 60, maturing: 0, rate: 0.6 },
      { days: 90, matured: 0, kept: 0, maturing: 100, rate: null },
    ])
  })

  it('whole by a refund within the window, and not by a later one', () => {
    const refund = (day: number) => ({ account: 'acme', event: 'r', charge: 'c', share: 1, at: day * DAY_MS, paidAt: 5 * DAY_MS })
    expect(briefly(of([moved('a', 5, 100)], meetings, { refunds: [refund(9)] }))).toEqual([['bigger', 'shown', 100, 100]])
    expect(briefly(of([moved('a', 5, 100)], meetings, { refunds: [refund(25)] }))).toEqual([['bigger', 'shown', 100, 0]])
  })

  it('in part by a refund of a part, at most once for each charge, and never beyond the credit', () => {
    const refund = (event: string, day: number, charge: string, share: number) => ({
      ...{ account: 'acme', event, charge, share, at: day * DAY_MS, paidAt: 5 * DAY_MS },
    })
    const [first, more, other] = [refund('r1', 7, 'c1', 0.25), refund('r2', 9, 'c1', 0.4), refund('r3', 10, 'c2', 0.9)]
    const reversedBy = (...refunds: ReturnType<typeof refund>[]) => of([moved('a', 5, 100)], meetings, { refunds })[0]
    expect(reversedBy(first)).toMatchObject({ reversed: 25, reversedBy: 'r1' })
    expect(reversedBy(first, more)).toMatchObject({ reversed: 40, reversedAt: 7 * DAY_MS })
    expect(reversedBy(first, more, other)).toMatchObject({ reversed: 100 })
    expect(reversedBy(refund('late', 25, 'c1', 1))).toMatchObject({ reversed: 0 })
    expect(reversedBy(more)?.leftAt(60 * DAY_MS)).toBe(60)
  })

  it('once, where what is given up is given back, too', () => {
    const refunds = [{ account: 'acme', event: 'r', charge: 'c', share: 0.3, at: 8 * DAY_MS, paidAt: 5 * DAY_MS }]
    expect(briefly(of([moved('a', 5, 100), moved('b', 8, -50)], meetings, { refunds }))).toEqual([['bigger', 'shown', 100, 50]])
  })

  it('and what comes back without being bought anew is kept once', () => {
    const late = [moved('a', 5, 100), moved('b', 25, -150, 'payment', 'churn'), moved('c', 28, 150, 'plan', 'reactivation')]
    expect(keptOf(of(late, meetings), 36 * DAY_MS).after[0]).toMatchObject({ matured: 100, kept: 100 })
    const cancelled = [moved('a', 5, 100), moved('b', 25, -150, 'end', 'churn'), moved('c', 28, 150, 'plan', 'reactivation')]
    expect(keptOf(of(cancelled, meetings), 36 * DAY_MS).after[0]).toMatchObject({ matured: 100, kept: 0 })
    // Nor does a higher price bring back what was cancelled.
    const dearer = [...cancelled, moved('d', 30, 20, 'price-change')]
    expect(keptOf(of(dearer, meetings), 36 * DAY_MS).after[0]).toMatchObject({ matured: 100, kept: 0 })
    const anew = [moved('a', 5, 100), moved('b', 25, -100), moved('c', 26, 100)]
    const credits = of(anew, [...meetings, met('bigger', 25)])
    expect(keptOf(credits, 100 * DAY_MS).after[0]).toMatchObject({ matured: 200, kept: 100 })
  })
})

describe('whatever happened', () => {
  const causes = fc.constantFrom('plan', 'seat', 'add-on', 'quota', 'price-change', 'discount')
  const aMovement = fc
    .record({ day: fc.integer({ min: 0, max: 60 }), amount: fc.integer({ min: -300, max: 300 }), cause: causes })
    .filter((one) => one.amount !== 0)
  const aMeeting = fc.record({
    day: fc.integer({ min: 0, max: 60 }),
    campaign: fc.constantFrom(...motions.keys()),
    kind: fc.constantFrom<Meeting['kind']>('engaged', 'shown', 'ghost'),
  })
  const histories = fc.record({
    movements: fc
      .array(aMovement, { maxLength: 12 })
      .map((all) => all.map((one, index) => moved(`m${index}`, one.day, one.amount, one.cause))),
    meetings: fc.array(aMeeting, { maxLength: 12 }).map((all) => all.map((one) => met(one.campaign, one.day, one.kind))),
    refunds: fc
      .array(fc.record({ day: fc.integer({ min: 0, max: 80 }), share: fc.double({ min: 0.01, max: 1, noNaN: true }) }), { maxLength: 3 })
      .map((all) =>
        all.map(({ day, share }, index) => ({
          ...{ account: 'acme', event: `r${index}`, charge: `c${index % 2}`, share, at: day * DAY_MS, paidAt: (day - 3) * DAY_MS },
        })),
      ),
  })
  const shuffled = <T>(all: readonly T[], keys: readonly number[]): T[] =>
    all
      .map((one, index) => ({ one, key: keys[index % Math.max(1, keys.length)] ?? 0, index }))
      .toSorted((a, b) => a.key - b.key || b.index - a.index)
      .map(({ one }) => one)

  it('the order in which it is told changes nothing', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.integer(), { minLength: 1, maxLength: 12 }), (told, keys) => {
        const turned = {
          movements: shuffled(told.movements, keys),
          meetings: shuffled(told.meetings, keys),
          refunds: shuffled(told.refunds, keys),
        }
        const plain = (all: readonly Credit[]) =>
          all.map(({ leftAt, ...one }) => ({ ...one, left: [30, 60, 90].map((day) => leftAt(day * DAY_MS)) }))
        expect(plain(creditsOf({ claims: [], ...turned }, rules))).toEqual(plain(creditsOf({ claims: [], ...told }, rules)))
      }),
    )
  })

  it('a movement is credited to at most one campaign, and stands against at most one hold-out', () => {
    fc.assert(
      fc.property(histories, (told) => {
        for (const heldOut of [true, false]) {
          const ids = creditsOf({ claims: [], ...told }, rules).flatMap((one) => (one.heldOut === heldOut ? one.movement.id : []))
          expect(new Set(ids).size).toBe(ids.length)
        }
      }),
    )
  })

  it('no more is reversed than credited, no more kept than neither, and never more than the account pays', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 200 }), (told, day) => {
        const credits = creditsOf({ claims: [], ...told }, rules).filter((one) => !one.heldOut)
        for (const { credited, reversed, leftAt } of credits) {
          expect(reversed).toBeGreaterThanOrEqual(0)
          expect(reversed).toBeLessThanOrEqual(credited)
          expect(leftAt(day * DAY_MS)).toBeGreaterThanOrEqual(0)
          expect(leftAt(day * DAY_MS)).toBeLessThanOrEqual(credited - reversed)
        }
        const gained = told.movements.reduce((sum, one) => (one.at <= day * DAY_MS && one.amount > 0 ? sum + one.amount : sum), 0)
        const left = credits.reduce((sum, one) => (one.movement.at <= day * DAY_MS ? sum + one.leftAt(day * DAY_MS) : sum), 0)
        expect(left).toBeLessThanOrEqual(gained)
      }),
    )
  })
})
