import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomConditions as condition, randomFacts as facts } from '../../../test/harness/random-conditions.ts'
import { compileCondition, isOperator, pathsOf } from './condition.ts'
import { explainCondition } from './explain.ts'
import { readPath } from './path.ts'
import { compileResidual, residual } from './residual.ts'
import { shareTests } from './sharing.ts'

describe('a condition', () => {
  it("answers what GrowthBook's evaluator answers, for 20,000 random conditions and facts", () => {
    fc.assert(
      fc.property(condition, facts, (one, tree) => {
        expect(compileCondition(one)(tree)).toBe(evalCondition(tree, one as never))
      }),
      { numRuns: 20_000 },
    )
  })

  it('answers the same when its tests are shared with other conditions', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 6 }), fc.array(facts, { minLength: 1, maxLength: 4 }), (all, trees) => {
        const shared = shareTests()
        const tests = all.map((one) => compileCondition(one, {}, shared))
        const alone = all.map((one) => compileCondition(one))
        const answers = (some: typeof tests) => [...trees, ...trees].map((tree) => some.map((test) => test(tree)))
        expect(answers(tests)).toEqual(answers(alone))
      }),
      { numRuns: 2000 },
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
    expect(isOperator('$near')).toBe(false)
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
  const known = (name: string): boolean => !/^(page|local)\./.test(name)

  it('gives what the condition gives, for all facts that agree on what is known', () => {
    fc.assert(
      fc.property(condition, facts, facts, (one, server, other) => {
        const page = { ...server, page: other['page'], local: other['local'] }
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

  it('is the same when it is compiled for many facts, and equal answers are one object', () => {
    const never = (): boolean => false
    fc.assert(
      fc.property(condition, fc.array(facts, { minLength: 1, maxLength: 12 }), (one, all) => {
        const compiled = compileResidual(one)
        for (const server of [...all, ...all]) {
          expect(compiled(server, known)).toEqual(residual(one, server, known))
          expect(compiled(server, known)).toBe(compiled(server, known))
          expect(compiled(server, never)).toEqual(residual(one, server, never))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('stays right when there are more answers than are remembered', () => {
    const names = Array.from({ length: 8 }, (_, index) => `fact-${index}`)
    const one = { $or: [...names.map((name) => ({ [`user.${name}`]: true, [`page.${name}`]: true }))] }
    const compiled = compileResidual(one)
    for (let bits = 0; bits < 2 ** names.length; bits++) {
      const server = { user: Object.fromEntries(names.map((name, index) => [name, (bits & (2 ** index)) > 0])) }
      expect(compiled(server, known)).toEqual(residual(one, server, known))
    }
  })
})
