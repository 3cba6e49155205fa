import { expect, test } from 'vitest'
import { steady, usageOf } from './reading.ts'

test('the same answer is the same object, another answer another one', () => {
  let used = 1
  const read = steady(() => usageOf({ allowed: true, reason: 'entitled', used, limit: 4, remaining: 3 }))
  const first = read()
  expect(first).toEqual({ used: 1, limit: 4, remaining: 3, ratio: 0.25, unlimited: false })
  expect(read()).toBe(first)
  used = 2
  expect(read()).toMatchObject({ used: 2, ratio: 0.5 })
})

test('a limit of nothing is all used', () => {
  expect(usageOf({ allowed: false, reason: 'limit-reached', used: 0, limit: 0, remaining: 0 })?.ratio).toBe(1)
})

test('without a count there is no usage, and without a limit there is no ratio', () => {
  expect(usageOf({ allowed: true, reason: 'entitled' })).toBeUndefined()
  expect(usageOf({ allowed: true, reason: 'unlimited', used: 60, unlimited: true })).toEqual({ used: 60, unlimited: true })
})
