import { describe, expect, it } from 'vitest'
import { compileCondition } from './condition.ts'
import { condition } from './schema/condition.ts'
import { expandSegments } from './segment.ts'

const segments = [
  { id: 'trial', audience: { 'plan.id': 'trial' } },
  { id: 'big', audience: { 'account.seats': { $gte: 50 }, $or: [{ 'account.region': 'jp' }, { 'account.region': 'us' }] } },
]
const matches = (rule: Record<string, unknown>, facts: object): boolean => compileCondition(expandSegments(rule, segments))(facts)
const big = { plan: { id: 'team' }, account: { seats: 80, region: 'jp' } }

describe('a segment in a rule', () => {
  it('stands for its audience, and for the opposite with false', () => {
    expect(matches({ 'segment.big': true }, big)).toBe(true)
    expect(matches({ 'segment.big': false }, big)).toBe(false)
    expect(matches({ 'segment.trial': true }, big)).toBe(false)
    expect(matches({ 'segment.trial': false }, big)).toBe(true)
  })

  it('combines with what stands beside it, also inside of alternatives', () => {
    expect(matches({ 'segment.big': true, 'segment.trial': false, $and: [{ 'plan.id': 'team' }] }, big)).toBe(true)
    expect(matches({ 'segment.big': true, $and: [{ 'plan.id': 'free' }] }, big)).toBe(false)
    expect(matches({ $or: [{ 'segment.trial': true }, { 'segment.big': true }] }, big)).toBe(true)
    expect(matches({ $nor: [{ 'segment.trial': true }, { 'segment.big': true }] }, big)).toBe(false)
    expect(matches({ $not: { 'segment.big': true } }, big)).toBe(false)
  })

  it('matches nobody when it does not exist', () => {
    expect(matches({ 'segment.gone': true }, big)).toBe(false)
    expect(matches({ 'segment.gone': false }, big)).toBe(false)
  })

  it('leaves a rule without segments as it is', () => {
    const rule = { 'plan.id': 'team', $or: [{ 'user.role': 'admin' }, { $not: { 'user.role': 'guest' } }] }
    expect(expandSegments(rule, segments)).toEqual(rule)
  })

  it.each([
    [{ 'segment.big': 1 }, 'segment.big'],
    [{ $and: [{ 'segment.big': { $ne: true } }] }, '$and.0.segment.big'],
    [{ segment: true }, 'segment'],
    [{ 'event.Report Exported.count0d': 1 }, 'event.Report Exported.count0d'],
    [{ 'accountEvent.Report Exported.count91d': 1 }, 'accountEvent.Report Exported.count91d'],
  ])('is refused as %j', (rule, field) => {
    expect(condition.safeParse(rule).error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
  })

  it.each([[{ 'segment.big': false }], [{ 'event.Report Exported.count1d': 1, 'accountEvent.Report Exported.count90d': 2 }]])(
    'is accepted as %j',
    (rule) => {
      expect(condition.safeParse(rule).success).toBe(true)
    },
  )
})
