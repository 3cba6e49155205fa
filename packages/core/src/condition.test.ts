import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCondition, OPERATORS, pathsOf } from './condition.ts'
import { explainCondition } from './explain.ts'
import { readPath } from './path.ts'
import { residual } from './residual.ts'
import type { Condition } from './schema/condition.ts'

const value = fc.oneof(
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(0.5, 9.5, '', 'a', 'B', 'team', 'Team', '10', '1.2.3', '1.10.0', 'v1.2.3-beta', 'DE', null),
  fc.boolean(),
  fc.array(fc.constantFrom(1, 2, 'a', 'A', 'team', null), { maxLength: 3 }),
)
const roots = ['user', 'account', 'page'] as const
const names = ['a', 'b', 'c'] as const
const facts = fc.record(
  Object.fromEntries(roots.map((root) => [root, fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] })])),
  { requiredKeys: [] },
)
const path = fc.tuple(fc.constantFrom(...roots), fc.constantFrom(...names)).map((parts) => parts.join('.'))
const list = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'A', 'team', 'Team', null)), { maxLength: 3 })
const version = fc.constantFrom('1.2.3', '1.2.4', '1.10.0', 'v1.2.3', '1.2.3-beta', '2')

const { test } = fc.letrec<{ test: unknown }>((tie) => ({
  test: fc.oneof(
    value,
    fc.record({ $eq: value }),
    fc.record({ $ne: value }),
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), fc.integer({ min: -2, max: 12 })).map(([name, n]) => ({ [name]: n })),
    fc.tuple(fc.constantFrom('$in', '$nin', '$ini', '$nini', '$all', '$alli'), list).map(([name, items]) => ({ [name]: items })),
    fc.tuple(fc.constantFrom('$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'), version).map(([name, v]) => ({ [name]: v })),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $type: fc.constantFrom('string', 'number', 'boolean', 'array', 'null', 'object') }),
    fc
      .tuple(fc.constantFrom('$regex', '$regexi'), fc.constantFrom('^t', 'a|b', '[0-9]+', '(', 'team$'))
      .map(([name, p]) => ({ [name]: p })),
    fc.record({ $size: fc.oneof(fc.nat(3), fc.record({ $gt: fc.nat(2) })) }),
    fc.record({ $elemMatch: fc.oneof(fc.record({ $eq: fc.constantFrom('a', 1) }), fc.record({ $in: list })) }),
    fc.record({ $not: tie('test') }),
  ),
}))
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.tuple(path, test).map(([key, one]): Condition => ({ [key]: one })),
    fc.dictionary(path, test, { maxKeys: 3 }).map((one): Condition => one),
    fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ $and: all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ $or: all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ $nor: all })),
    tie('condition').map((one): Condition => ({ $not: one })),
  ),
}))

describe('a condition', () => {
  it("answers what GrowthBook's evaluator answers, for 20,000 random conditions and facts", () => {
    fc.assert(
      fc.property(condition, facts, (one, tree) => {
        expect(compileCondition(one)(tree)).toBe(evalCondition(tree, one as never))
      }),
      { numRuns: 20_000 },
    )
  })

  it('has an explanation exactly when it does not match', () => {
    fc.assert(
      fc.property(condition, facts, (one, tree) => {
        expect(explainCondition(one, tree).length === 0).toBe(compileCondition(one)(tree))
      }),
      { numRuns: 5000 },
    )
  })

  it('matches nothing with an unknown operator', () => {
    expect(compileCondition({ 'user.a': { $near: 3 } })({ user: { a: 3 } })).toBe(false)
    expect(OPERATORS.has('$near')).toBe(false)
  })

  it('does not take inherited properties for facts', () => {
    expect(readPath({ user: {} }, 'user.constructor')).toBeNull()
    expect(compileCondition({ 'user.toString': { $exists: true } })({ user: {} })).toBe(false)
    expect(compileCondition({ 'user.a': { constructor: 1 } })({ user: { a: 1 } })).toBe(false)
  })

  it('does not throw on values without a prototype', () => {
    const bare = Object.assign(Object.create(null) as object, { x: 1 })
    expect(compileCondition({ 'user.a': 'text' })({ user: { a: bare } })).toBe(false)
    expect(compileCondition({ 'user.a': { $regex: 'x' } })({ user: { a: bare } })).toBe(false)
  })

  it('names the paths that it reads, each once', () => {
    expect(pathsOf({ 'user.a': 1, $or: [{ 'page.b': 2 }, { $not: { 'user.a': 3 } }], $nor: [{ 'limit.x.ratio': { $gte: 1 } }] })).toEqual([
      'user.a',
      'page.b',
      'limit.x.ratio',
    ])
  })

  it('says which part failed, with the fact as it is and as it was needed', () => {
    const tree = { account: { plan: 'free', seats: 4 }, limit: { exports: { ratio: 0.5 } } }
    expect(explainCondition({ 'account.plan': 'team', 'limit.exports.ratio': { $gte: 0.8, $lt: 1 } }, tree)).toEqual([
      { gate: 'audience', code: 'not-matched', path: 'account.plan', operator: '$eq', actual: 'free', needed: 'team' },
      { gate: 'audience', code: 'not-matched', path: 'limit.exports.ratio', operator: '$gte', actual: 0.5, needed: 0.8 },
    ])
  })
})

describe('a residual', () => {
  const known = (name: string): boolean => !name.startsWith('page.')

  it('gives what the condition gives, for all facts that agree on what is known', () => {
    fc.assert(
      fc.property(condition, facts, facts, (one, server, other) => {
        const page = { ...server, page: other['page'] }
        const rest = residual(one, server, known)
        expect(rest !== false && compileCondition(rest)(page)).toBe(compileCondition(one)(page))
      }),
      { numRuns: 10_000 },
    )
  })

  it('keeps no path that is known', () => {
    fc.assert(
      fc.property(condition, facts, (one, server) => {
        const rest = residual(one, server, known)
        expect(rest === false ? [] : pathsOf(rest).filter(known)).toEqual([])
      }),
      { numRuns: 5000 },
    )
  })
})
