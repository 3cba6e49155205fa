import { compileCondition } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCondition, toQuery, type QueryGroup } from './rule-query.ts'

const PATHS = ['plan.id', 'account.seats', 'limit.exports.ratio', 'event.Report Exported.count7d', 'feature.analytics']

const value = fc.oneof(fc.constantFrom('team', 'starter', '5', ''), fc.integer({ min: -2, max: 10 }), fc.boolean(), fc.constant(null))
const listed = value.filter((one) => one !== null)
const compared = fc.oneof(fc.integer({ min: -2, max: 10 }), fc.constantFrom('team', 'starter'))

const test: fc.Arbitrary<unknown> = fc.oneof(
  value,
  fc.record({ $eq: value }),
  fc.record({ $ne: value }),
  fc.record({ $gte: compared, $lt: compared }),
  fc.record({ $gt: compared }),
  fc.record({ $lte: compared }),
  fc.record({ $in: fc.array(listed, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(listed, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
)

const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
  const leaf = fc.dictionary(fc.constantFrom(...PATHS), test, { maxKeys: 3 }) as fc.Arbitrary<Condition>
  const several = fc.array(tie('condition'), { maxLength: 3 })
  return {
    condition: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ $and: several }),
      fc.record({ $or: several }),
      fc.record({ $nor: several }),
      fc.record({ $not: tie('condition') }),
      fc.tuple(leaf, fc.record({ $or: several })).map(([one, other]) => ({ ...one, ...other })),
    ),
  }
})

const facts = fc.record({
  plan: fc.record({ id: value }),
  account: fc.record({ seats: value }, { requiredKeys: [] }),
  limit: fc.record({ exports: fc.record({ ratio: value }, { requiredKeys: [] }) }),
  event: fc.record({ 'Report Exported': fc.record({ count7d: value }) }),
  feature: fc.record({ analytics: value }),
})

describe('the builder and the condition', () => {
  it('mean the same after any way there and back', () => {
    fc.assert(
      fc.property(condition, fc.array(facts, { minLength: 1, maxLength: 8 }), (before, people) => {
        const query = toQuery(before)
        expect(query).toBeDefined()
        const [meant, means] = [compileCondition(before), compileCondition(toCondition(query as QueryGroup))]
        for (const one of people) expect(means(one)).toBe(meant(one))
      }),
      { numRuns: 400 },
    )
  })

  it('notices a builder that forgets to negate a group', () => {
    const forgetful = (query: QueryGroup): QueryGroup => ({ ...query, not: false })
    const before: Condition = { $not: { 'plan.id': 'team' } }
    const after = compileCondition(toCondition(forgetful(toQuery(before) as QueryGroup)))
    expect(after({ plan: { id: 'team' } })).not.toBe(compileCondition(before)({ plan: { id: 'team' } }))
  })

  it('writes fields that are named once side by side', () => {
    const before: Condition = { 'limit.exports.ratio': { $gte: 0.8 }, 'plan.id': 'team' }
    expect(toCondition(toQuery(before) as QueryGroup)).toEqual(before)
  })

  it.each<Condition>([
    { 'user.email': { $regex: '@example' } },
    { 'account.tags': { $elemMatch: { $eq: 'x' } } },
    { 'account.address': { city: 'Kyoto' } },
    { $or: [{ 'plan.id': 'team' }, { 'account.tags': { $size: 2 } }] },
  ])('leaves %j to JSON', (one) => {
    expect(toQuery(one)).toBeUndefined()
  })
})
