import { compileCondition, type Facts } from '@espalier/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clausesOf } from './clause.ts'
import { createEstimator } from './estimate.ts'

const AUDIENCE = { 'user.a': { $gte: 5, $lt: 20 }, $or: [{ 'user.b': true }, { 'user.c': 'x' }], 'user.c': { $ne: 'z' } }

const person = fc.record({
  a: fc.integer({ min: 0, max: 25 }),
  b: fc.boolean(),
  c: fc.constantFrom('x', 'y', 'z'),
})

it('counts as matching exactly those whom the whole rule matches, and lists the nearest of the others first', () => {
  const matches = compileCondition(AUDIENCE)
  fc.assert(
    fc.property(fc.array(person, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (people, limit) => {
      const clauses = clausesOf(AUDIENCE, (one) => one)
      const estimator = createEstimator(clauses, limit)
      people.forEach((user, index) =>
        estimator.add({ user: `${index}`.padStart(3, '0'), account: `${index % 7}`, facts: { user } as unknown as Facts }),
      )
      const { matching, nearest, byClause, total } = estimator.estimate()
      expect(total.people).toBe(people.length)
      expect(matching.people).toBe(people.filter((user) => matches({ user })).length)
      const missing = people
        .filter((user) => !matches({ user }))
        .map((user) => clauses.filter(({ holds }) => holds({ user }) === false).length)
        .toSorted((one, other) => one - other)
      expect(nearest.map(({ lacking }) => lacking.length)).toEqual(missing.slice(0, limit))
      expect(byClause.map(({ passing }) => passing)).toEqual(
        clauses.map(({ holds }) => people.filter((user) => holds({ user }) === true).length),
      )
    }),
    { numRuns: 200 },
  )
})
