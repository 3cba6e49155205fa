import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeOver } from './take-over.ts'

const plan = (id: string, limit: number, name = id) => ({ id, name, features: { exports: { limit } } })

test('what only one of two people changed is kept of both', () => {
  const base = { holdout: 0.1, zone: 'UTC', budget: { userPerDay: 1, userPerWeek: 3 } }
  const mine = { ...base, zone: 'Asia/Tokyo', budget: { userPerDay: 2, userPerWeek: 3 } }
  const theirs = { ...base, holdout: 0.2, budget: { userPerDay: 1, userPerWeek: 5 } }
  expect(takeOver(base, mine, theirs)).toEqual({ holdout: 0.2, zone: 'Asia/Tokyo', budget: { userPerDay: 2, userPerWeek: 5 } })
})

test('what both changed becomes what the other made of it, also where it was taken away', () => {
  const base = { holdout: 0.1, margin: 0.8 }
  expect(takeOver(base, { holdout: 0.3, margin: 0.7 }, { holdout: 0.2 })).toEqual({ holdout: 0.2 })
  expect(takeOver(['a'], ['a', 'mine'], ['a', 'theirs'])).toEqual(['a', 'theirs'])
})

test('what has an id is known by it: added, changed and removed by each', () => {
  const base = [plan('free', 1), plan('7', 5), plan('pro', 9)]
  const mine = [plan('free', 1), plan('7', 5, 'Team'), plan('pro', 9), plan('mine', 1)]
  const theirs = [plan('theirs', 3), plan('free', 1), plan('7', 6)]
  expect(takeOver(base, mine, theirs)).toEqual([plan('theirs', 3), plan('free', 1), plan('7', 6, 'Team'), plan('mine', 1)])
  expect(takeOver(base, [plan('pro', 9)], [...base, plan('theirs', 1)])).toEqual([plan('pro', 9), plan('theirs', 1)])
})

test('who changed nothing has theirs, and of who changed nothing nothing is taken', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(value, value, (base, changed) => {
      expect(takeOver(base, base, changed)).toEqual(changed)
      expect(takeOver(base, changed, base)).toEqual(changed)
      expect(takeOver(base, changed, changed)).toEqual(changed)
    }),
  )
})
