import fc from 'fast-check'
import type { Condition } from '@espalier/core/schema'

const value = fc.oneof(
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(0.5, 9.5, '', 'a', 'B', 'team', 'Team', '10', '1.2.3', '1.10.0', 'v1.2.3-beta', 'DE', null),
  fc.boolean(),
  fc.array(fc.constantFrom(1, 2, 'a', 'A', 'team', null), { maxLength: 3 }),
)
const roots = ['user', 'account', 'accountEvent', 'page', 'local'] as const
const names = ['a', 'b', 'c'] as const
/** Facts with holes, of the roots that servers and pages know. */
export const randomFacts: fc.Arbitrary<Record<string, object | undefined>> = fc.record(
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

/** Conditions with all operators and logic, also such as no author would write. */
export const randomConditions: fc.Arbitrary<Condition> = condition
