import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileCondition, pathsOf } from '../condition.ts'
import { explainCondition } from '../explain.ts'
import { residual } from '../residual.ts'
import type { Condition } from '../condition.ts'
import { condition, propertiesCondition } from './condition.ts'

const FACTS = [{}, { user: { a: [1, null, 'x', { b: [2] }] } }, { user: { a: { b: 'x' } } }, { user: { a: 'x' } }]
const NAMES = ['user.a', 'user.a.b', 'b', '$and', '$or', '$nor', '$not', '$elemMatch', '$size', '$all', '$alli', '$in', '$gt', '$vgt']
const MORE = ['$regex', '$regexi', '$exists', '$type', '$inGroup', '$eq', '$ne', '$nope', '__proto__', 'constructor', '']

/** Conditions as a slip of the pen, a program with a mistake or an attacker writes them: any operator over anything. */
const written: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, -1, 'x', '(', '', [], {}),
    fc.array(tie('node'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...NAMES, ...MORE), tie('node'), { minKeys: 1, maxKeys: 2 }),
  ),
})).node

/** What reading `one` fails with, in whichever way it is read. */
function failureOf(one: Condition): string | undefined {
  try {
    const test = compileCondition(one)
    pathsOf(one)
    for (const facts of FACTS) {
      test(facts)
      explainCondition(one, facts)
      residual(one, facts, (path) => path !== 'user.a.b')
    }
    return undefined
  } catch (error) {
    return String(error)
  }
}

it('accepts nothing that cannot be read: one rule that breaks would break the answers to everybody', () => {
  let broken = 0
  fc.assert(
    fc.property(fc.oneof(written, fc.record({ 'user.a': written })), (random) => {
      // As it arrives: as JSON.
      const one: unknown = JSON.parse(JSON.stringify(random))
      const failure = failureOf(one as Condition)
      broken += failure === undefined ? 0 : 1
      const accepted = [condition, propertiesCondition].some((schema) => schema.safeParse(one).success)
      expect(accepted ? failure : undefined).toBeUndefined()
    }),
    { numRuns: 5000, seed: 20_261_123 },
  )
  // Many of them do break what reads them: the schema is what stands before it.
  expect(broken).toBeGreaterThan(100)
})

it.each([
  ['an operator', { 'user.a': { $elemMatch: { $gte: 10 } } }],
  ['what an item holds', { 'user.a': { $elemMatch: { b: 1, $or: [{ c: { $size: { $gt: 1 } } }, { d: true }] } } }],
  ['any item at all', { 'user.a': { $elemMatch: {} } }],
  ['each of several', { 'user.a': { $all: ['x', { $regex: '^y' }] } }],
])('takes %s as the test of an item', (_, one) => {
  expect(condition.safeParse(one).success).toBe(true)
})
